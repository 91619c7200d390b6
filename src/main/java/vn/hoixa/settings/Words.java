package vn.hoixa.settings;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Commune.Reception;
import vn.hoixa.knowledge.Counter;

/** The bot's own sentences: which of them a commune may put in other words, and in which it did. */
@Component
public class Words implements OwnWords {
    /** Most are read at one glance; how to lodge a denunciation takes more. */
    public static final int LONGEST = 1_000;

    private static final String NAME = "words.";
    private static final Locale RESIDENTS = Locale.of("vi");
    private static final Pattern GAP = Pattern.compile("\\{(\\d)}");

    /** What everybody is told with the first words: that a machine writes, what it never asks for, how to be forgotten. */
    private static final List<String> PROMISES = List.of(
            "reply.promise.machine",
            "reply.promise.never",
            "reply.promise.code",
            "reply.promise.password",
            "reply.promise.money",
            "reply.promise.erasure");

    /** Who complains or denounces is told each time what a chat message does not do. */
    private static final List<String> LODGING = List.of("reply.promise.not-lodged", "reply.promise.limits");

    private final MessageSource messages;
    private final Settings settings;
    private final Texts texts;

    Words(MessageSource messageSource, Settings settings, Texts texts) {
        this.messages = messageSource;
        this.settings = settings;
        this.texts = texts;
    }

    /**
     * A sentence that a commune may change, as its own people read it.
     *
     * @param original as it is without the commune
     * @param now as the commune's residents get it, with gaps
     * @param preview the same without gaps
     * @param gaps what stands in each gap, as in {@code {0} = ông/bà}
     */
    public record Line(
            Sentence sentence, String original, String now, String preview, List<String> gaps, Setting setting) {
        public boolean isOwn() {
            return setting.value() != null;
        }
    }

    @Override
    public @Nullable String of(Commune commune, String key) {
        return settings.of(commune.id()).get(NAME + key);
    }

    public List<Line> all(Commune commune) {
        return Stream.of(Sentence.values())
                .map(sentence -> line(commune, sentence))
                .toList();
    }

    public Line line(Commune commune, Sentence sentence) {
        Setting setting = settings.get(commune.id(), NAME + sentence.key());
        String original = original(sentence);
        String now = setting.value() == null ? original : setting.value();
        Object[] samples = samples(commune, sentence);
        List<String> gaps = gaps(original).stream()
                .map(gap -> "{" + gap + "} = " + samples[Integer.parseInt(gap)])
                .toList();
        return new Line(sentence, original, now, preview(commune, sentence, now), gaps, setting);
    }

    /** As a resident would read it. */
    public String preview(Commune commune, Sentence sentence, String text) {
        return OwnWords.filled(text, samples(commune, sentence));
    }

    /** What is wrong with the words, if anything. */
    public Optional<Fault> fault(Sentence sentence, String text) {
        Optional<Fault> fault = texts.fault(text, LONGEST);
        if (fault.isPresent()) {
            return fault;
        }
        String original = original(sentence);
        boolean hasOtherBraces = GAP.matcher(text).replaceAll("").matches("(?s).*[{}].*");
        if (hasOtherBraces || !gaps(text).equals(gaps(original))) {
            return Optional.of(Fault.GAPS);
        }
        boolean isKept = says("reply.promise.person", text) || !says("reply.promise.person", original);
        if (sentence == Sentence.INTRODUCTION) {
            isKept = isKept && PROMISES.stream().allMatch(promise -> says(promise, text));
        }
        if (sentence.isAboutLodging()) {
            isKept = isKept && LODGING.stream().allMatch(promise -> says(promise, text));
        }
        return isKept ? Optional.empty() : Optional.of(Fault.PROMISE);
    }

    /** Of the ways to say it, which stand in the message, one is enough. */
    private boolean says(String promise, String text) {
        String lower = text.toLowerCase(RESIDENTS);
        return Stream.of(messages.getMessage(promise, null, RESIDENTS).split("\\|"))
                .anyMatch(lower::contains);
    }

    /**
     * Puts it in other words, or back in the original ones.
     *
     * @param text null for the original
     * @return false where somebody else changed it since
     * @throws IllegalArgumentException something is wrong with it, see {@link #fault}
     */
    public boolean change(SignedIn who, Commune commune, Sentence sentence, @Nullable String text, long seen) {
        String own = text == null ? null : text.replace("\r\n", "\n").strip();
        if (own != null) {
            fault(sentence, own).ifPresent(fault -> {
                throw new IllegalArgumentException(fault.key());
            });
        }
        return settings.change(who, commune.id(), NAME + sentence.key(), own, seen);
    }

    /** With gaps, but without what only {@link MessageFormat} needs. */
    private String original(Sentence sentence) {
        return messages.getMessage(sentence.key(), null, RESIDENTS).replace("''", "'");
    }

    private static Set<String> gaps(String text) {
        return GAP.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Object[] samples(Commune commune, Sentence sentence) {
        Reception at = commune.reception(Counter.COMMUNE);
        String address = messages.getMessage("reply.address", null, RESIDENTS);
        String capital = address.substring(0, 1).toUpperCase(RESIDENTS) + address.substring(1);
        String officer = messages.getMessage("reply.case-somebody", new Object[] {"", "", commune.name()}, RESIDENTS);
        String day = messages.getMessage("console.words.sample-day", null, RESIDENTS);
        return switch (sentence.gaps()) {
            case PLAIN -> new Object[] {address, capital, commune.name(), commune.phone(), at.name(), at.address()};
            case CASE -> new Object[] {address, capital, officer, "12", day, commune.phone()};
            case JUDGED -> new Object[] {address, capital, "12", officer, day, commune.phone()};
            case COMPLAINT -> new Object[] {address, capital, at.name(), at.address()};
            case DENUNCIATION -> new Object[] {address, capital, commune.province(), at.name(), at.address()};
            case OUTSIDE -> new Object[] {address, capital, commune.province(), "12"};
            case APOLOGY -> new Object[] {commune.name(), "12", day, commune.phone()};
        };
    }
}
