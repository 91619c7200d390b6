package vn.hoixa.matching;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.hoixa.knowledge.Language;
import vn.hoixa.matching.Understanding.Talk;

/** Words that mean something else without their marks: "cháy" burns, "chay" may run; "các" is harmless. */
final class MarkedWords {
    private static final int SHORT = 16;

    private final List<String> abuse;
    private final Language.Emergencies emergencies;
    private final List<String> unmarked;

    MarkedWords(Language language) {
        abuse = language.phrases("abuse");
        emergencies = language.emergencies();
        unmarked = emergencies.marked().stream().map(MarkedWords::fold).toList();
    }

    Set<Talk> in(String text, List<String> tokens) {
        Set<Talk> said = EnumSet.noneOf(Talk.class);
        String typed = spaced(text.toLowerCase(Locale.ROOT));
        if (says(typed, abuse)) {
            said.add(Talk.ABUSE);
        }
        if (isEmergency(typed, spaced(String.join(" ", tokens)), tokens.size())) {
            said.add(Talk.EMERGENCY);
        }
        return said;
    }

    private boolean isEmergency(String typed, String folded, int words) {
        if (says(typed, emergencies.never())) {
            return false;
        }
        if (says(typed, emergencies.marked())) {
            return true;
        }
        // "chay" alone is a vegetarian meal, a run, an app that works.
        return says(folded, unmarked) && words > 1 && words <= SHORT && says(folded, emergencies.signs());
    }

    private static boolean says(String spaced, Collection<String> phrases) {
        return phrases.stream().anyMatch(phrase -> spaced.contains(" " + phrase + " "));
    }

    private static String fold(String phrase) {
        return String.join(" ", Folded.tokens(Folded.syllables(), phrase));
    }

    private static String spaced(String text) {
        return " " + text.replaceAll("[^\\p{L}\\p{M}\\d]+", " ").strip() + " ";
    }
}
