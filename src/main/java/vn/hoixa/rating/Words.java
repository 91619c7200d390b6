package vn.hoixa.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Folding;

/**
 * Reads ratings in words as residents type them: without marks, shortened, misspelt, negated.
 *
 * <p>All that stands before the rating must belong to it; so "normally, what does it cost" is no rating.
 */
final class Words {
    private static final Pattern PAUSE = Pattern.compile("[,;:.!\\n\\u2026()\\u2013-]+");
    private static final Pattern DOUBLED = Pattern.compile("(\\p{L})\\1+");

    /** More words are in no phrase here. */
    private static final int LONGEST_PHRASE = 6;

    /** As people shorten and misspell on a telephone. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("k", "khong"),
            Map.entry("ko", "khong"),
            Map.entry("kg", "khong"),
            Map.entry("kh", "khong"),
            Map.entry("khg", "khong"),
            Map.entry("hk", "khong"),
            Map.entry("hok", "khong"),
            Map.entry("hong", "khong"),
            Map.entry("hem", "khong"),
            Map.entry("khum", "khong"),
            Map.entry("chuwa", "chua"),
            Map.entry("cx", "cung"),
            Map.entry("dc", "duoc"),
            Map.entry("bt", "binh thuong"),
            Map.entry("bth", "binh thuong"),
            Map.entry("btg", "binh thuong"),
            Map.entry("bthg", "binh thuong"),
            Map.entry("bthuong", "binh thuong"),
            Map.entry("binhthuong", "binh thuong"),
            Map.entry("bifnh", "binh"),
            Map.entry("binhf", "binh"),
            Map.entry("thuog", "thuong"),
            Map.entry("thuonh", "thuong"),
            Map.entry("thuwongf", "thuong"),
            Map.entry("thuwowngf", "thuong"),
            Map.entry("hl", "hai long"),
            Map.entry("hlong", "hai long"),
            Map.entry("hailong", "hai long"),
            Map.entry("haif", "hai"),
            Map.entry("hafi", "hai"),
            Map.entry("lofng", "long"),
            Map.entry("longf", "long"),
            Map.entry("oke", "ok"),
            Map.entry("okie", "ok"));

    private static final Set<String> MISSPELT = Set.of(
            "hai log", "hai lonh", "hai lomg", "hai logn", "hai lng", "hai lg", "hai lobg", "hay long", "haj long");

    private static final Set<String> BEFORE = phrases(
            "da vang u uh um thua toi tui em e chau con bac chu anh chi ong ba minh mk nha xin thi la chon ban dan xa",
            "gia dinh",
            "nha toi",
            "xin tra loi",
            "tra loi",
            "cam on",
            "can bo",
            "noi chung",
            "nhin chung",
            "co ban",
            "nguoi dan",
            "chung toi",
            "lan nay",
            "muc do",
            "dich vu",
            "phuc vu",
            "thai do",
            "cau tra loi",
            "danh gia",
            "ca nha",
            "theo toi",
            "ve phan toi");

    private static final Set<String> NOT = phrases(
            "khong chua chang cha it kho dau", "khong the", "dau co", "kho ma", "lam sao", "lam sao ma", "sao ma");

    private static final Set<String> DEGREE = phrases(
            "rat qua cuc kha sieu that duoc he co may lam thay cung van con deu luon hoi mat vo",
            "cuc ky",
            "cuc ki",
            "vo cung",
            "het suc",
            "that su",
            "thuc su",
            "that long",
            "hoan toan",
            "tuong doi",
            "cam thay");

    private static final Set<String> GOOD =
            phrases("tot tuyet", "hai long", "thoa man", "ung y", "tuyet voi", "xuat sac");

    /** Alone they acknowledge, and say nothing of how content somebody is. */
    private static final Set<String> GOOD_WITH_MORE = phrases("ok on");

    private static final Set<String> MIDDLING = phrases(
            "tam", "binh thuong", "trung binh", "tam on", "tam duoc", "tam tam", "vua vua", "vua phai", "so so");

    private static final Set<String> BAD =
            phrases("te kem chan buc", "te hai", "that vong", "buc minh", "buc xuc", "kho chiu");

    /** What means something else than its words one by one. */
    private static final Map<String, Contentment> WHOLE = Map.ofEntries(
            Map.entry("chua", Contentment.NOT_CONTENT),
            Map.entry("chua duoc", Contentment.NOT_CONTENT),
            Map.entry("kem hai long", Contentment.NOT_CONTENT),
            Map.entry("cung duoc", Contentment.NEUTRAL),
            Map.entry("cung on", Contentment.NEUTRAL),
            Map.entry("tam hai long", Contentment.NEUTRAL),
            Map.entry("hai long mot phan", Contentment.NEUTRAL),
            Map.entry("khong tot khong xau", Contentment.NEUTRAL),
            Map.entry("khong khen khong che", Contentment.NEUTRAL),
            Map.entry("khong co gi de che", Contentment.CONTENT),
            Map.entry("khong co gi phan nan", Contentment.CONTENT),
            Map.entry("khong che vao dau duoc", Contentment.CONTENT),
            Map.entry("khong co gi khong hai long", Contentment.CONTENT),
            Map.entry("khong co gi chua hai long", Contentment.CONTENT));

    private static final Set<String> AFTER = phrases(
            "lam qua a ah ak nhe nha nhen roi luon thoi day vay het may duoc nhieu that toi minh em chau bac con oi va rat",
            "cho lam",
            "vo cung",
            "xin cam on",
            "cam on",
            "rat cam on",
            "can bo",
            "hoi xa",
            "hoixa");

    /** "Content with what, I ask you": the opposite is meant. */
    private static final Set<String> MOCKING =
            phrases("gi", "cai gi", "gi noi", "noi gi", "sao duoc", "sao noi", "the nao duoc");

    private static final Set<String> BECAUSE = phrases("vi do tai boi nhung nhma ma ve voi tuy du khi");

    /** With one of these, what stands beside is hardly a reason. */
    private static final Set<String> ASKING =
            Set.of("gi", "sao", "nao", "dau", "bao", "ai", "la", "thi", "neu", "muon", "phai");

    private static final Set<String> ASKING_LAST = Set.of("khong", "chua");

    private Words() {}

    static @Nullable Said read(String text) {
        if (text.contains("?")) {
            return null;
        }
        List<Integer> ends = new ArrayList<>(
                PAUSE.matcher(text).results().map(MatchResult::start).toList());
        ends.add(text.length());
        for (int end : ends) {
            Found found = found(words(text.substring(0, end)));
            if (found != null) {
                String reason = Stream.concat(found.rest().stream(), words(text.substring(end)).stream())
                        .collect(Collectors.joining(" "));
                return new Said(found.contentment(), found.rule(), isPolite(words(reason)) ? "" : reason);
            }
        }
        return null;
    }

    private record Found(Contentment contentment, String rule, List<String> rest) {}

    private static @Nullable Found found(List<String> said) {
        boolean isNegated = false;
        boolean isGraded = false;
        int place = 0;
        while (place < said.size()) {
            Found found = isNegated ? null : whole(said, place);
            if (found == null) {
                found = rated(said, place, isNegated, isNegated || isGraded);
            }
            if (found != null) {
                return found;
            }
            int next = after(NOT, said, place);
            if (next > place && isNegated) {
                // Of two nobody knows what is meant.
                return null;
            }
            isNegated |= next > place;
            if (next == place) {
                next = after(DEGREE, said, place);
                isGraded |= next > place;
            }
            if (next == place && !isNegated) {
                next = after(BEFORE, said, place);
            }
            if (next == place) {
                return null;
            }
            place = next;
        }
        return null;
    }

    private static @Nullable Found whole(List<String> said, int place) {
        for (int size = Math.min(LONGEST_PHRASE, said.size() - place); size > 0; size--) {
            String phrase = String.join(" ", said.subList(place, place + size));
            Contentment contentment = WHOLE.get(phrase);
            List<String> rest = contentment == null ? null : rest(said, place + size, false);
            if (contentment != null && rest != null) {
                return new Found(contentment, phrase, rest);
            }
        }
        return null;
    }

    private static @Nullable Found rated(List<String> said, int place, boolean isNegated, boolean isGraded) {
        for (Set<String> kind : List.of(GOOD, GOOD_WITH_MORE, MIDDLING, BAD)) {
            int end = after(kind, said, place);
            if (end == place || (kind == GOOD_WITH_MORE && !isGraded)) {
                continue;
            }
            String rule = String.join(" ", said.subList(place, end));
            boolean isGood = kind == GOOD || kind == GOOD_WITH_MORE;
            int mocked = isGood && !isNegated ? after(MOCKING, said, end) : end;
            if (mocked > end && mocked == said.size()) {
                return new Found(Contentment.NOT_CONTENT, "mocking " + rule, List.of());
            }
            List<String> rest = rest(said, end, kind != MIDDLING && end - place > 1);
            if (rest == null || (isNegated && kind == MIDDLING)) {
                return null;
            }
            Contentment plain =
                    isGood ? Contentment.CONTENT : kind == MIDDLING ? Contentment.NEUTRAL : Contentment.NOT_CONTENT;
            Contentment negated = isGood ? Contentment.NOT_CONTENT : Contentment.NEUTRAL;
            return isNegated ? new Found(negated, "not " + rule, rest) : new Found(plain, rule, rest);
        }
        return null;
    }

    /** What follows the rating, without politeness; null where it shows that no rating is meant. */
    private static @Nullable List<String> rest(List<String> said, int place, boolean isUnmistakable) {
        int polite = skip(AFTER, said, place);
        List<String> rest = said.subList(polite, said.size());
        if (rest.isEmpty() || after(BECAUSE, said, polite) > polite) {
            return rest;
        }
        boolean asks = rest.stream().anyMatch(ASKING::contains) || ASKING_LAST.contains(rest.getLast());
        return isUnmistakable && !asks ? said.subList(place, said.size()) : null;
    }

    private static boolean isPolite(List<String> said) {
        int place = skip(AFTER, said, 0);
        return place == said.size() || (said.size() - place == 1 && BECAUSE.contains(said.getLast()));
    }

    private static int skip(Set<String> phrases, List<String> said, int from) {
        int place = from;
        int next = after(phrases, said, place);
        while (next > place) {
            place = next;
            next = after(phrases, said, place);
        }
        return place;
    }

    /** Behind the longest of the phrases that stands there, or the same place. */
    private static int after(Set<String> phrases, List<String> said, int place) {
        return IntStream.iterate(Math.min(LONGEST_PHRASE, said.size() - place), size -> size > 0, size -> size - 1)
                .filter(size -> phrases.contains(String.join(" ", said.subList(place, place + size))))
                .map(size -> place + size)
                .findFirst()
                .orElse(place);
    }

    private static List<String> words(String text) {
        String single = DOUBLED.matcher(Folding.fold(text)).replaceAll("$1");
        String meant = Stream.of(single.split(" "))
                .map(word -> MEANT.getOrDefault(word, word))
                .collect(Collectors.joining(" ", " ", " "));
        for (String misspelt : MISSPELT) {
            meant = meant.replace(" " + misspelt + " ", " hai long ");
        }
        return meant.isBlank() ? List.of() : List.of(meant.strip().split(" +"));
    }

    /** @param words each a phrase of its own */
    private static Set<String> phrases(String words, String... phrases) {
        return Stream.concat(Arrays.stream(words.split(" ")), Stream.of(phrases))
                .collect(Collectors.toUnmodifiableSet());
    }
}
