package vn.hoixa.matching;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.storage.DataFolder;

@Configuration(proxyBeanMethods = false)
class MatchingConfiguration {

    @Bean(destroyMethod = "close")
    Matcher matcher(Knowledge knowledge, DataFolder folder) {
        return new Matcher(knowledge, folder.resolve("index"));
    }
}
