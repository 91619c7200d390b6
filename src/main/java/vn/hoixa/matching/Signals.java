package vn.hoixa.matching;

import java.util.Arrays;
import java.util.List;

/**
 * What speaks for each of the guides that may be meant, and for none of them.
 *
 * @param guides for each guide the signals of {@link #OF_GUIDE}
 * @param none the signals of {@link #OF_NONE}
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares or shows them.
record Signals(double[][] guides, double[] none) {
    /** Names of the signals of a guide; those of "unlearnt" are of guides that the classifier never saw. */
    static final List<String> OF_GUIDE = List.of(
            "class",
            "class-best",
            "bm25",
            "bm25-best",
            "likeness",
            "title",
            "coverage",
            "same-words",
            "others",
            "elsewhere",
            "unlearnt",
            "unlearnt-likeness",
            "unlearnt-bm25");

    static final List<String> OF_NONE =
            List.of("always", "idle", "matter", "likeness", "coverage", "unknown", "empty", "length", "class");

    /** The same as if the classifier had never seen one of the guides: what a commune adds is not learnt. */
    Signals unlearnt(int guide) {
        double[][] others = guides.clone();
        double[] own = guides[guide].clone();
        own[at("unlearnt")] = 1;
        own[at("unlearnt-likeness")] = own[at("likeness")];
        own[at("unlearnt-bm25")] = own[at("bm25")];
        for (String learnt : List.of("class", "class-best", "bm25", "bm25-best", "likeness")) {
            own[at(learnt)] = 0;
        }
        others[guide] = own;
        double[] without = none.clone();
        without[OF_NONE.indexOf("class")] =
                Arrays.stream(others).mapToDouble(one -> one[at("class")]).max().orElse(0);
        return new Signals(others, without);
    }

    private static int at(String signal) {
        return OF_GUIDE.indexOf(signal);
    }
}
