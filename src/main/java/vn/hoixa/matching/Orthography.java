package vn.hoixa.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.hoixa.knowledge.Language;

/** How Vietnamese syllables are written, without marks. */
final class Orthography {
    private static final int LONGEST_ONSET = 3;

    private final Set<String> onsets;
    private final Set<String> rimes;
    private final Map<String, Set<String>> onsetsAlike;
    private final Map<String, Set<String>> rimesAlike;

    Orthography(Language.Spelling spelling) {
        onsets = new HashSet<>(spelling.onsets());
        onsets.add("");
        rimes = new HashSet<>(spelling.rimes());
        onsetsAlike = alike(spelling.onsetsAlike());
        rimesAlike = alike(spelling.rimesAlike());
    }

    boolean isSyllable(String folded) {
        return !parts(folded).isEmpty();
    }

    /** Syllables that somebody may have heard who wrote this one: with another onset or another rime. */
    Set<String> heardAlike(String folded) {
        Set<String> alike = new LinkedHashSet<>();
        for (Part part : parts(folded)) {
            onsetsAlike.getOrDefault(part.onset(), Set.of()).forEach(onset -> add(alike, onset, part.rime()));
            rimesAlike.getOrDefault(part.rime(), Set.of()).forEach(rime -> add(alike, part.onset(), rime));
        }
        alike.remove(folded);
        return alike;
    }

    /** Syllables that were meant where the keys of Telex ("ddawng", "giaays") or VNI ("d9ang1") were left standing. */
    Set<String> untyped(String folded) {
        Set<String> meant = new LinkedHashSet<>();
        String letters = folded.replaceAll("\\d", "");
        if (letters.length() < folded.length() && letters.length() > 1 && isSyllable(letters)) {
            meant.add(letters);
        }
        String bare = letters.replace("dd", "d")
                .replace("aa", "a")
                .replace("ee", "e")
                .replace("oo", "o")
                .replace("w", "");
        addIfSyllable(meant, bare);
        for (int i = 1; i < bare.length(); i++) {
            if ("sfrxjz".indexOf(bare.charAt(i)) >= 0) {
                addIfSyllable(meant, bare.substring(0, i) + bare.substring(i + 1));
            }
        }
        meant.remove(folded);
        return meant;
    }

    private record Part(String onset, String rime) {}

    /** Usually one; "gia" may be taken apart in two ways. */
    private List<Part> parts(String folded) {
        List<Part> parts = new ArrayList<>(2);
        for (int at = 0; at <= Math.min(LONGEST_ONSET, folded.length() - 1); at++) {
            String onset = folded.substring(0, at);
            String rime = folded.substring(at);
            if (onsets.contains(onset) && rimes.contains(rime)) {
                parts.add(new Part(onset, rime));
            }
        }
        return parts;
    }

    private void add(Set<String> syllables, String onset, String rime) {
        String sound = onset.equals("gi") && rime.startsWith("i") ? "g" + rime : onset + rime;
        addIfSyllable(syllables, sound);
    }

    private void addIfSyllable(Set<String> syllables, String folded) {
        if (isSyllable(folded)) {
            syllables.add(folded);
        }
    }

    private static Map<String, Set<String>> alike(List<List<String>> groups) {
        Map<String, Set<String>> alike = new HashMap<>();
        for (List<String> group : groups) {
            for (String one : group) {
                Set<String> others = alike.computeIfAbsent(one, sound -> new LinkedHashSet<>());
                group.stream().filter(other -> !other.equals(one)).forEach(others::add);
            }
        }
        return alike;
    }
}
