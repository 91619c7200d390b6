package vn.hoixa.knowledge;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KnowledgeConfiguration {

    @Bean
    Knowledge knowledge(@Value("${hoixa.knowledge:}") String folder) {
        return Publisher.read(folder.isBlank() ? null : Path.of(folder)).publish();
    }

    @Bean
    Communes communes(Knowledge knowledge) {
        return knowledge.communes();
    }
}
