package vn.hoixa.feedback;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Theme;
import vn.hoixa.knowledge.Themes;
import vn.hoixa.matching.Matcher;
import vn.hoixa.privacy.Masking;

/** Notices feedback in what residents write; learnt from one version of the themes. */
public final class FeedbackModel {
    /** It is learnt from more questions than feedback, so this is below a half. */
    private static final double LEAST = 0.40;

    /** What is longer is hardly typed, and says at its beginning what it is about. */
    private static final int LONGEST = 2_000;

    private final Themes themes;
    private final @Nullable Recognition recognition;
    private final @Nullable Filing filing;
    private final Spellings spellings;
    private final Speech speech;

    private FeedbackModel(Knowledge knowledge, Matcher matcher, List<Filing.Corrected> corrected) {
        themes = knowledge.themes();
        spellings = new Spellings(themes.all().stream()
                .flatMap(theme -> theme.examples().stream())
                .toList());
        speech = new Speech(themes, spellings);
        recognition = themes.isEmpty() ? null : new Recognition(knowledge, matcher, speech);
        filing = themes.isEmpty() ? null : new Filing(themes, speech, spellings, corrected);
    }

    /** Learns from the files alone. */
    public static FeedbackModel learn(Knowledge knowledge, Matcher matcher) {
        return learn(knowledge, matcher, List.of());
    }

    static FeedbackModel learn(Knowledge knowledge, Matcher matcher, List<Filing.Corrected> corrected) {
        return new FeedbackModel(knowledge, matcher, corrected);
    }

    /** Feedback in a text, or null where there is none, or where somebody may be denounced in it. */
    public @Nullable Noticed notice(String text, Commune commune) {
        if (recognition == null || text.isBlank()) {
            return null;
        }
        String masked = masked(text);
        Recognition.Heard heard = recognition.hear(masked);
        if (heard.feedback() < LEAST || heard.isToldOn()) {
            return null;
        }
        Noticed noticed = noticed(masked, commune, heard);
        boolean isPolite = noticed.asks()
                && (noticed.tone() == Tone.PRAISE || noticed.tone() == Tone.REMARK)
                && speech.says(Speech.THANKS, masked)
                && !speech.says(Speech.PRAISE, masked);
        return isPolite || !(heard.isReadable() || noticed.isGrounded()) ? null : noticed;
    }

    /** What is known to be feedback, filed anew; null where there are no themes, or somebody may be denounced in it. */
    public @Nullable Noticed file(String text, Commune commune) {
        if (recognition == null) {
            return null;
        }
        String masked = masked(text);
        Recognition.Heard heard = recognition.hear(masked);
        return heard.isToldOn() ? null : noticed(masked, commune, heard);
    }

    private Noticed noticed(String masked, Commune commune, Recognition.Heard heard) {
        Filing.Filed filed = Objects.requireNonNull(filing).file(heard.told());
        Tone tone = tone(filed.theme(), heard.told());
        boolean isUrgent =
                tone != Tone.PRAISE && (filed.theme().isUrgent() || speech.says(Speech.URGENT, heard.told()));
        return new Noticed(
                filed.theme(),
                themes.version(),
                tone,
                isUrgent,
                hamlet(commune, masked),
                heard.asks(),
                heard.feedback(),
                filed.why(),
                false);
    }

    private static String masked(String text) {
        return Masking.mask(text.substring(0, Math.min(text.length(), LONGEST)));
    }

    Recognition.@Nullable Heard hear(String text) {
        return recognition == null ? null : recognition.hear(masked(text));
    }

    /** Thanks beside trouble are politeness; a wish beside it is a wish. */
    private Tone tone(Theme theme, String told) {
        boolean isTrouble = speech.says(Speech.COMPLAINT, told);
        if (Speech.PRAISE.equals(theme.parent())
                || ((speech.says(Speech.PRAISE, told) || speech.says(Speech.THANKS, told))
                        && !isTrouble
                        && !theme.needsSomeone())) {
            return Tone.PRAISE;
        } else if (speech.says(Speech.SUGGESTION, told)) {
            return Tone.SUGGESTION;
        }
        return isTrouble ? Tone.COMPLAINT : Tone.REMARK;
    }

    /** As the commune's profile writes it. */
    private @Nullable String hamlet(Commune commune, String text) {
        String hamlets = commune.notices().getOrDefault("hamlets", "");
        List<String> names = Stream.of(hamlets.split("[,;.\n]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        List<String> named = new WordList(names, spellings).in(text);
        return named.isEmpty() ? null : named.getFirst();
    }
}
