package vn.hoixa.editing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Two texts line by line: what went, what came, what stayed. */
public final class Diff {
    /** Beyond it the old lines stand before the new ones; nobody reads so much for differences. */
    private static final int MOST_CELLS = 4_000_000;

    private Diff() {}

    /** What became of a line. */
    public enum Change {
        SAME,
        GONE,
        NEW
    }

    /** A line of one of the texts, or of both. */
    public record Line(Change change, String text) {
        /** Of a style, and the end of a message's key. */
        public String key() {
            return change.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static List<Line> of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> fresh = after.lines().toList();
        int head = 0;
        while (head < old.size() && head < fresh.size() && old.get(head).equals(fresh.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(old.size(), fresh.size()) - head
                && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        old.subList(0, head).forEach(line -> lines.add(new Line(Change.SAME, line)));
        compare(old.subList(head, old.size() - tail), fresh.subList(head, fresh.size() - tail), lines);
        old.subList(old.size() - tail, old.size()).forEach(line -> lines.add(new Line(Change.SAME, line)));
        return Collections.unmodifiableList(lines);
    }

    /** Of what is between the same beginning and the same end. */
    private static void compare(List<String> old, List<String> fresh, List<Line> lines) {
        if ((long) old.size() * fresh.size() > MOST_CELLS) {
            old.forEach(line -> lines.add(new Line(Change.GONE, line)));
            fresh.forEach(line -> lines.add(new Line(Change.NEW, line)));
            return;
        }
        int[][] common = common(old, fresh);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < fresh.size()) {
            if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
                lines.add(new Line(Change.SAME, old.get(i++)));
                j++;
            } else if (i < old.size() && (j == fresh.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(Change.GONE, old.get(i++)));
            } else {
                lines.add(new Line(Change.NEW, fresh.get(j++)));
            }
        }
    }

    /** How many lines the ends of both have in common, from each place on. */
    private static int[][] common(List<String> old, List<String> fresh) {
        int[][] common = new int[old.size() + 1][fresh.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = fresh.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(fresh.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
