package vn.hoixa.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import vn.hoixa.feedback.Concern;
import vn.hoixa.feedback.Concerns;
import vn.hoixa.feedback.Feedback;
import vn.hoixa.feedback.FeedbackBook;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.learning.Learning;
import vn.hoixa.learning.Learning.Growing;
import vn.hoixa.report.Period;
import vn.hoixa.report.Rise;
import vn.hoixa.report.Rising;

/** What a report tells beyond figures: what rises, what several people speak of, what nothing answers yet. */
@Component
class WhatIsNew {
    private static final int MOST_TERMS = 5;
    private static final int MOST_CONCERNS = 5;

    /** What two say may be one household. */
    private static final int SEVERAL = 3;

    private final FeedbackBook feedback;
    private final Concerns concerns;
    private final Learning learning;

    WhatIsNew(FeedbackBook feedback, Concerns concerns, Learning learning) {
        this.feedback = feedback;
        this.concerns = concerns;
        this.learning = learning;
    }

    /** Something that more residents speak of than before. */
    record Risen(String name, long now, long usual) {}

    /**
     * All of it.
     *
     * @param themes that rise
     * @param terms that rise
     * @param concerns on which at least three people remark
     * @param questions that no guide answers and that grow
     */
    record News(List<Risen> themes, List<Risen> terms, List<Concern> concerns, List<Growing> questions) {
        /** Without anything that one resident wrote. */
        News withoutQuotes() {
            return new News(themes, terms, List.of(), List.of());
        }
    }

    /**
     * Of a period.
     *
     * @param remarks the period's
     * @param rising the themes that rise in it
     * @param theme how a theme is called, by its id
     */
    News of(Commune commune, Period period, List<Feedback> remarks, List<Rise> rising, UnaryOperator<String> theme) {
        List<Concern> several = concerns.of(remarks, SEVERAL);
        return new News(
                rising.stream()
                        .map(rise -> risen(rise, theme.apply(rise.what())))
                        .toList(),
                terms(commune, period, remarks),
                several.subList(0, Math.min(MOST_CONCERNS, several.size())),
                learning.growing(commune, period.before().from(), period.from(), period.until()));
    }

    private List<Risen> terms(Commune commune, Period period, List<Feedback> remarks) {
        List<Period> before = period.compared();
        Instant from = before.getLast().from();
        Concerns.Terms now = concerns.terms(remarks);
        Concerns.Terms earlier = concerns.terms(feedback.all(commune, from, period.from()));
        List<Risen> risen = new ArrayList<>();
        for (Rise rise : Rising.of(now.residents(), earlier.residents(), before.size())) {
            String written = now.written().get(rise.what());
            if (risen.size() < MOST_TERMS
                    && written != null
                    && risen.stream().noneMatch(one -> overlap(one.name(), written))) {
                risen.add(risen(rise, written));
            }
        }
        return risen;
    }

    /** "nước ngập" and "ngập lụt" are told once. */
    private static boolean overlap(String one, String other) {
        return List.of(one.split(" ")).stream().anyMatch(List.of(other.split(" "))::contains);
    }

    private static Risen risen(Rise rise, String name) {
        return new Risen(name, rise.now(), Math.round(rise.usual()));
    }
}
