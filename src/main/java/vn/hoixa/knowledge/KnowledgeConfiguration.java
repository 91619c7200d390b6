package vn.hoixa.knowledge;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KnowledgeConfiguration {

    @Bean
    Knowledge knowledge(@Value("${hoixa.knowledge:knowledge-base}") Path folder) {
        return Publisher.read(folder).publish();
    }

    @Bean
    Communes communes(Knowledge knowledge) {
        return knowledge.communes();
    }
}
