package vn.hoixa.matching;

import java.util.List;
import java.util.stream.Collectors;
import vn.hoixa.knowledge.LabelledQuestion;
import vn.hoixa.knowledge.Problem;

/** What came of putting something into service; what was refused left everything as it was. */
public sealed interface Verdict {
    /** It is in service. */
    record Published(String version) implements Verdict {}

    /** Something is wrong with the files. */
    record Unsound(List<Problem> problems) implements Verdict {
        public Unsound {
            problems = List.copyOf(problems);
        }
    }

    /** Golden questions would be answered worse. */
    record Worse(List<Loss> losses) implements Verdict {
        public Worse {
            losses = List.copyOf(losses);
        }
    }

    /**
     * Golden questions of one set that would lose their guide.
     *
     * @param won how many others would find theirs
     */
    record Loss(String set, List<LabelledQuestion> lost, long won) {
        public Loss {
            lost = List.copyOf(lost);
        }

        String text() {
            return "Of the golden questions \"" + set + "\", " + lost.size() + " no longer find their guide, and " + won
                    + " newly do. No longer, for example: "
                    + lost.stream()
                            .limit(5)
                            .map(golden -> "\"" + golden.question() + "\" (" + String.join(", ", golden.codes()) + ")")
                            .collect(Collectors.joining("; "));
        }
    }
}
