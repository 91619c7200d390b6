package vn.hoixa.inquiry;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoixa.inquiry.Conversation.Awaited.What;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.knowledge.Phrases;
import vn.hoixa.meeting.MeetingKind;

/**
 * What residents want of dialogues and reception days, read from their words alone; whether there are any is looked up
 * afterwards.
 */
final class MeetingTalk {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern DATE =
            Pattern.compile("(?<![\\d/.-])(\\d{1,2})[/.-](\\d{1,2})(?:[/.-]\\d{4})?(?![\\d/.-])");
    private static final Pattern LEADING = Pattern.compile("^[\\s:;,.!?–-]+");

    private static final Map<String, DayOfWeek> WEEKDAYS = Map.ofEntries(
            Map.entry("hai", DayOfWeek.MONDAY),
            Map.entry("2", DayOfWeek.MONDAY),
            Map.entry("ba", DayOfWeek.TUESDAY),
            Map.entry("3", DayOfWeek.TUESDAY),
            Map.entry("tu", DayOfWeek.WEDNESDAY),
            Map.entry("4", DayOfWeek.WEDNESDAY),
            Map.entry("nam", DayOfWeek.THURSDAY),
            Map.entry("5", DayOfWeek.THURSDAY),
            Map.entry("sau", DayOfWeek.FRIDAY),
            Map.entry("6", DayOfWeek.FRIDAY),
            Map.entry("bay", DayOfWeek.SATURDAY),
            Map.entry("7", DayOfWeek.SATURDAY));

    /** Words between "gửi câu hỏi" and "đối thoại", and before them. */
    private static final int GAP = 5;

    /** So few words beside say nothing by themselves. */
    private static final int FEW = 3;

    private final Phrases phrases;
    private final String text;
    private final List<Word> words;

    /** The words without marks, a blank behind each. */
    private final String line;

    private MeetingTalk(Phrases phrases, String text) {
        this.phrases = phrases;
        this.text = Normalizer.normalize(text, Normalizer.Form.NFC);
        this.words = new ArrayList<>();
        var read = new StringBuilder();
        Matcher word = WORD.matcher(this.text);
        while (word.find()) {
            String folded = Folding.fold(word.group());
            words.add(new Word(folded, word.start(), word.end(), read.length()));
            read.append(folded).append(' ');
        }
        this.line = read.toString();
    }

    /**
     * A word of the text.
     *
     * @param at where it begins in the line
     */
    private record Word(String folded, int from, int to, int at) {}

    /** Words from one to before another. */
    private record Span(int from, int to) {}

    /** What somebody wants. */
    sealed interface Wish {
        /** To know when. */
        record When(MeetingKind kind) implements Wish {}

        /** To have a question put; empty where it is still to be written. */
        record Ask(String question) implements Wish {}

        /**
         * To come.
         *
         * @param about what; empty where it is not said
         * @param rest all that was written but whom they want to see
         * @param day null where none is named
         */
        record Come(String about, String rest, @Nullable Day day) implements Wish {}

        /** Not to come any more, or to have a question back. */
        record Leave(@Nullable Day day) implements Wish {}

        /** What was asked of them is not to be. */
        record No() implements Wish {}
    }

    /** A day as it is named: by its date, or as one of every week. */
    record Day(@Nullable LocalDate date, @Nullable DayOfWeek weekday) {
        boolean fits(LocalDate day) {
            return date == null ? day.getDayOfWeek() == weekday : day.equals(date);
        }
    }

    /**
     * The wish, or null.
     *
     * @param spelled the same as the speller reads it
     * @param awaited what the resident was asked for just now, or null
     */
    static @Nullable Wish wish(
            Phrases phrases, String text, List<String> spelled, @Nullable What awaited, LocalDate today) {
        Wish typed = new MeetingTalk(phrases, text).wish(awaited, today);
        if (typed != null) {
            return typed;
        }
        Wish read = new MeetingTalk(phrases, String.join(" ", spelled)).wish(awaited, today);
        return switch (read) {
            // What is kept are their own words.
            case Wish.Ask ask -> new Wish.Ask(ask.question().isEmpty() ? "" : text.strip());
            case Wish.Come come -> new Wish.Come(come.about().isEmpty() ? "" : text.strip(), come.rest(), come.day());
            case null -> null;
            default -> read;
        };
    }

    private @Nullable Wish wish(@Nullable What awaited, LocalDate today) {
        if (words.isEmpty()) {
            return null;
        }
        if (awaited != null && phrases.folded("no").contains(Folding.fold(text))) {
            return new Wish.No();
        }
        Day day = day(today);
        Wish sent = says("leave") ? null : ask(awaited);
        if (sent != null) {
            return sent;
        }
        if (isLeaving()) {
            return new Wish.Leave(day);
        }
        boolean isMet = says("reception") || says("leader");
        if (says("never") || (says("dialogue") && says("never-dialogue"))) {
            return null;
        }
        if (says("dialogue") && (says("when") || isWhether("dialogue") || says("how"))) {
            return new Wish.When(MeetingKind.DIALOGUE);
        }
        if (isMet && (says("when") || (isWhether("reception") && (day != null || says("some-day"))))) {
            return new Wish.When(MeetingKind.RECEPTION);
        }
        return come(awaited, isMet, day);
    }

    private @Nullable Wish ask(@Nullable What awaited) {
        Span send = find("send", 0);
        if (send == null) {
            return null;
        }
        Span dialogue = find("dialogue", send.to());
        boolean isNear = dialogue != null && isAll(new Span(send.to(), dialogue.from()), "send-between");
        boolean isChosen = awaited == What.CHOICE && says("send-alone");
        if (says("never-dialogue") || !(isNear || isChosen)) {
            return null;
        }
        int end = after(isNear && dialogue != null ? dialogue.to() : send.to());
        String rest = end == words.size()
                ? ""
                : LEADING.matcher(text.substring(words.get(end - 1).to()))
                        .replaceFirst("")
                        .strip();
        String before = text.substring(0, words.get(send.from()).from()).strip();
        boolean asksHow = says("how", new Span(0, send.from()))
                || (words.size() - end <= GAP && says("how", new Span(end, words.size())));
        if (asksHow) {
            return new Wish.When(MeetingKind.DIALOGUE);
        }
        boolean isBefore = rest.isEmpty() && left(new Span(0, send.from())) > FEW;
        return new Wish.Ask(isBefore ? before : rest);
    }

    /** Behind what only leads over to the question. */
    private int after(int from) {
        int end = from;
        boolean goesOn = true;
        while (goesOn && end < words.size()) {
            int next = end;
            for (String phrase : phrases.folded("send-after")) {
                if (isAt(end, phrase)) {
                    next = Math.max(next, end + count(phrase));
                }
            }
            boolean isDate = isAt(end, "ngay") && end + 1 < words.size() && isNumber(end + 1);
            if (isDate) {
                next = end + 2;
                while (next < words.size() && isNumber(next) && next < end + 4) {
                    next++;
                }
            }
            goesOn = next > end;
            end = next;
        }
        return end;
    }

    private boolean isNumber(int word) {
        return words.get(word).folded().matches("\\d{1,4}");
    }

    private @Nullable Wish come(@Nullable What awaited, boolean isMet, @Nullable Day day) {
        boolean isSigned = says("sign");
        boolean isComing = says("come");
        if (says("come-asks") || says("past")) {
            return null;
        } else if (isMet && (isSigned || (isComing && day != null))) {
            return new Wish.Come(about(), unmet(), day);
        }
        // Of what was offered just now, and of nothing else.
        boolean isChosen = awaited == What.CHOICE && (isSigned || isComing);
        return isChosen && left(new Span(0, words.size())) == 0 ? new Wish.Come("", "", day) : null;
    }

    private String about() {
        Span leader = find("leader", 0);
        Span reception = find("reception", 0);
        int from = Math.max(leader == null ? 0 : leader.to(), reception == null ? 0 : reception.to());
        Span about = find("about", from);
        if (about != null && about.to() < words.size()) {
            return text.substring(words.get(about.to()).from()).strip();
        }
        return left(new Span(0, words.size())) >= FEW ? text.strip() : "";
    }

    private String unmet() {
        String rest = text;
        for (Span span : new Span[] {find("leader", 0), find("reception", 0)}) {
            rest = span == null
                    ? rest
                    : rest.replace(
                            text.substring(
                                    words.get(span.from()).from(),
                                    words.get(span.to() - 1).to()),
                            " ");
        }
        return rest;
    }

    private boolean isLeaving() {
        Span leave = find("leave", 0);
        boolean isOfMeeting = says("dialogue") || says("reception") || says("leader");
        boolean isAlone = left(new Span(0, words.size())) == 0;
        return leave != null && (isAlone || isOfMeeting) && !says("come-asks") && !says("when");
    }

    /** "Có … không". */
    private boolean isWhether(String topic) {
        Span of = find(topic, 0);
        Span has = first("co");
        return of != null
                && has != null
                && has.from() < of.from()
                && words.subList(of.to(), words.size()).stream()
                        .anyMatch(word ->
                                List.of("khong", "ko", "k", "chua", "hong").contains(word.folded()));
    }

    private @Nullable Day day(LocalDate today) {
        Matcher date = DATE.matcher(text);
        if (date.find()) {
            return dated(today, date.group(1), date.group(2));
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).folded();
            String next = i + 1 < words.size() ? words.get(i + 1).folded() : "";
            if (word.equals("thu") && WEEKDAYS.containsKey(next)) {
                return new Day(null, WEEKDAYS.get(next));
            } else if (word.matches("t[2-7]")) {
                return new Day(null, WEEKDAYS.get(word.substring(1)));
            } else if (word.equals("chu") && next.equals("nhat")) {
                return new Day(null, DayOfWeek.SUNDAY);
            } else if (word.equals("ngay") && next.matches("\\d{1,2}")) {
                return ofMonth(today, Integer.parseInt(next));
            } else if (word.equals("mai") || (word.equals("ngay") && next.equals("mai"))) {
                return new Day(today.plusDays(1), null);
            } else if (word.equals("hom") && next.equals("nay")) {
                return new Day(today, null);
            }
        }
        return null;
    }

    private static @Nullable Day dated(LocalDate today, String day, String month) {
        try {
            LocalDate date =
                    MonthDay.of(Integer.parseInt(month), Integer.parseInt(day)).atYear(today.getYear());
            return new Day(date.isBefore(today) ? date.plusYears(1) : date, null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Day ofMonth(LocalDate today, int day) {
        LocalDate month = day < today.getDayOfMonth() ? today.plusMonths(1) : today;
        return day < 1 || day > month.lengthOfMonth() ? null : new Day(month.withDayOfMonth(day), null);
    }

    /** How many words are left of these when all that we know of is taken away. */
    private int left(Span of) {
        List<String> known = new ArrayList<>();
        for (String kind :
                List.of("filler", "dialogue", "reception", "leader", "sign", "come", "leave", "when", "send")) {
            known.addAll(phrases.folded(kind));
        }
        int left = 0;
        int at = of.from();
        while (at < of.to()) {
            int longest = 0;
            for (String phrase : known) {
                if (isAt(at, phrase) && at + count(phrase) <= of.to()) {
                    longest = Math.max(longest, count(phrase));
                }
            }
            boolean isDay = isDayAt(at);
            left += longest == 0 && !isDay ? 1 : 0;
            at += Math.max(isDay ? 2 : 1, longest);
        }
        return left;
    }

    private boolean isDayAt(int at) {
        String word = words.get(at).folded();
        String next = at + 1 < words.size() ? words.get(at + 1).folded() : "";
        return (word.equals("thu") && WEEKDAYS.containsKey(next))
                || (word.equals("chu") && next.equals("nhat"))
                || (word.matches("\\d{1,2}") && next.matches("\\d{1,2}"));
    }

    /** Whether the words are all of that kind. */
    private boolean isAll(Span span, String kind) {
        if (span.to() - span.from() > GAP) {
            return false;
        }
        return words.subList(span.from(), span.to()).stream()
                .allMatch(word -> phrases.folded(kind).contains(word.folded())
                        || word.folded().matches("\\d{1,2}"));
    }

    private boolean says(String kind) {
        return find(kind, 0) != null;
    }

    private boolean says(String kind, Span within) {
        Span found = find(kind, within.from());
        return found != null && found.to() <= within.to();
    }

    /** The first place, and there the longest, of a phrase of that kind; or null. */
    private @Nullable Span find(String kind, int from) {
        List<String> known = phrases.folded(kind);
        for (int at = from; at < words.size(); at++) {
            int longest = 0;
            for (String phrase : known) {
                if (isAt(at, phrase)) {
                    longest = Math.max(longest, count(phrase));
                }
            }
            if (longest > 0) {
                return new Span(at, at + longest);
            }
        }
        return null;
    }

    private @Nullable Span first(String word) {
        for (int at = 0; at < words.size(); at++) {
            if (words.get(at).folded().equals(word)) {
                return new Span(at, at + 1);
            }
        }
        return null;
    }

    private boolean isAt(int at, String phrase) {
        int from = words.get(at).at();
        return line.startsWith(phrase, from) && line.startsWith(" ", from + phrase.length());
    }

    private static int count(String phrase) {
        return (int) phrase.chars().filter(sign -> sign == ' ').count() + 1;
    }
}
