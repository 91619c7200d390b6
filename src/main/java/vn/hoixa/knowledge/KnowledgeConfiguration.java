package vn.hoixa.knowledge;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hoixa.storage.Database;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Links.class)
class KnowledgeConfiguration {

    @Bean
    Publications publications(Database database) {
        return new Publications(database);
    }

    @Bean
    GuideReviews guideReviews(Database database) {
        return new GuideReviews(database);
    }
}
