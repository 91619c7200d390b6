package vn.hoixa.feedback;

import java.util.Collection;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.matching.Edition;
import vn.hoixa.matching.Library;

/** Files old feedback anew under the themes that are in service. */
@Component
public class Refiling {
    private final Library library;
    private final FeedbackModels models;
    private final FeedbackBook book;

    Refiling(Library library, FeedbackModels models, FeedbackBook book) {
        this.library = library;
        this.models = models;
        this.book = book;
    }

    /**
     * What came of it.
     *
     * @param version of the themes
     * @param moved pieces that stand under another theme now
     */
    public record Refiled(int version, int moved) {}

    public Refiled refile(Collection<Commune> communes) {
        Edition edition = library.current();
        FeedbackModel model = models.of(edition);
        int moved = communes.stream()
                .mapToInt(commune -> book.refile(model, commune))
                .sum();
        return new Refiled(edition.knowledge().themes().version(), moved);
    }
}
