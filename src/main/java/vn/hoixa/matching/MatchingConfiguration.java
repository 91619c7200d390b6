package vn.hoixa.matching;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.GuideReviews;
import vn.hoixa.knowledge.OwnSettings;
import vn.hoixa.knowledge.Publications;
import vn.hoixa.knowledge.PublishingRule;
import vn.hoixa.storage.DataFolder;

@Configuration(proxyBeanMethods = false)
class MatchingConfiguration {

    @Bean
    Library library(
            @Value("${hoixa.knowledge:}") String folder,
            DataFolder data,
            Publications publications,
            GuideReviews reviews,
            List<PublishingRule> rules,
            InstantSource clock) {
        return new Library(folder.isBlank() ? null : Path.of(folder), data, publications, reviews, rules, clock);
    }

    @Bean
    Communes communes(Library library, OwnSettings settings) {
        return new Communes(() -> library.current().knowledge(), settings);
    }
}
