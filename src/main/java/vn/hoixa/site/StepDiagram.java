package vn.hoixa.site;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Steps as a picture: numbered circles on a line down, each with its text. In units of an SVG that is 360 wide, about a
 * phone's width, so that its letters come out as large as the others.
 */
record StepDiagram(int height, int last, List<Step> steps) {
    /** Fits beside the circle in the usual fonts at 22 units. */
    private static final int LONGEST_LINE = 25;

    private static final int LINE = 30;
    private static final int CIRCLE = 38;
    private static final int GAP = 20;

    /** Middle of a circle above the foot of the letters beside it. */
    private static final int TO_BASELINE = 8;

    /** @param y middle of the circle */
    record Step(int number, int y, List<Line> lines) {
        /** Foot of the number's letters. */
        public int baseline() {
            return y + TO_BASELINE;
        }
    }

    /** @param y foot of the letters */
    record Line(int y, String text) {}

    static StepDiagram of(Block block) {
        List<Step> steps = new ArrayList<>();
        int top = 2;
        for (String text : block.lines()) {
            Step step = step(block.first() + steps.size(), top + CIRCLE / 2, wrapped(text));
            steps.add(step);
            top += Math.max(CIRCLE, step.lines().size() * LINE + 4) + GAP;
        }
        return new StepDiagram(top - GAP + 4, steps.getLast().y(), steps);
    }

    private static Step step(int number, int y, List<String> lines) {
        return new Step(
                number,
                y,
                IntStream.range(0, lines.size())
                        .mapToObj(i -> new Line(y + TO_BASELINE + i * LINE, lines.get(i)))
                        .toList());
    }

    static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LONGEST_LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            while (line.length() > LONGEST_LINE) {
                lines.add(line.substring(0, LONGEST_LINE));
                line.delete(0, LONGEST_LINE);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
