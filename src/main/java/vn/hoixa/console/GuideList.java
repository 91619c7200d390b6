package vn.hoixa.console;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.editing.EditingDesk;
import vn.hoixa.editing.GuideText;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.matching.Library;

/** All matters of a commune with how far each text is. */
@Component
class GuideList {
    static final int MOST = 60;

    private final Library library;
    private final EditingDesk desk;
    private final InstantSource clock;

    GuideList(Library library, EditingDesk desk, InstantSource clock) {
        this.library = library;
        this.desk = desk;
        this.clock = clock;
    }

    /** In the order in which they are offered to choose from. */
    enum State {
        HELD,
        EXPIRED,
        OWN,
        BANK,
        OFFICIAL,
        NAME;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A matter.
     *
     * @param state of what residents are answered from; the end of a message's key
     * @param open the same of what is being written, or null
     */
    record Row(
            String code,
            String title,
            String state,
            @Nullable String open) {}

    /** Those that fit, what is being written first; with marks or without. */
    List<Row> rows(Commune commune, String words, String state) {
        Knowledge knowledge = library.current().knowledge();
        Map<String, GuideText> open = new HashMap<>();
        desk.open(commune).forEach(text -> open.put(text.code(), text));
        LocalDate today = CommuneTime.day(clock.instant());
        String wanted = Folding.fold(words);
        Stream<Row> existing = knowledge.guides().stream()
                .map(Guide::code)
                .distinct()
                .map(code -> knowledge.guide(commune, code))
                .filter(Objects::nonNull)
                .filter(guide -> guide.kind() != Kind.ELSEWHERE)
                .filter(guide -> guide.commune() == null || guide.commune().equals(commune.id()))
                .filter(guide -> wanted.isEmpty() || fits(guide, wanted))
                .map(guide -> new Row(
                        guide.code(),
                        guide.title(),
                        state(knowledge, commune, guide, today).key(),
                        open.containsKey(guide.code())
                                ? Objects.requireNonNull(open.get(guide.code()))
                                        .state()
                                        .key()
                                : null));
        Stream<Row> fresh = open.values().stream()
                .filter(text -> knowledge.guide(commune, text.code()) == null)
                .map(text -> new Row(
                        text.code(),
                        desk.title(text),
                        State.NAME.key(),
                        text.state().key()))
                .filter(row -> wanted.isEmpty() || Folding.fold(row.title()).contains(wanted));
        return Stream.concat(fresh, existing)
                .filter(row ->
                        state.isEmpty() || state.equals(row.state()) || (state.equals("open") && row.open() != null))
                .sorted(Comparator.comparing((Row row) -> row.open() == null)
                        .thenComparing(row -> State.valueOf(row.state().toUpperCase(java.util.Locale.ROOT)))
                        .thenComparing(Row::title))
                .collect(Collectors.toList());
    }

    private static boolean fits(Guide guide, String wanted) {
        return guide.code().startsWith(wanted.replace(' ', '.'))
                || Stream.concat(Stream.of(guide.title()), guide.phrasings().stream())
                        .anyMatch(text -> Folding.fold(text).contains(wanted));
    }

    static State state(Knowledge knowledge, Commune commune, Guide guide, LocalDate today) {
        if (!guide.isWritten() && guide.withheld().isEmpty()) {
            return State.NAME;
        } else if (!guide.withheld().isEmpty() || guide.review() == null) {
            return State.HELD;
        } else if (!guide.isQuotable(today)) {
            return State.EXPIRED;
        } else if (knowledge.isOwn(commune, guide.code())) {
            return State.OWN;
        }
        return guide.summary().isEmpty() ? State.OFFICIAL : State.BANK;
    }
}
