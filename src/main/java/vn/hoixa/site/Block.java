package vn.hoixa.site;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a guide's plain text: a paragraph or a list.
 *
 * @param first number of the first entry of a numbered list
 * @param lines one for a paragraph, one for each entry of a list
 */
record Block(Style style, int first, List<String> lines) {
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,3})\\. (.+)");
    private static final String DASH = "\u2013 ";

    Block {
        lines = List.copyOf(lines);
    }

    enum Style {
        PARAGRAPH,
        NUMBERS,
        DASHES
    }

    static List<Block> of(String text) {
        List<Block> blocks = new ArrayList<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            Block next = single(line);
            if (!blocks.isEmpty() && blocks.getLast().isContinuedBy(next)) {
                blocks.set(blocks.size() - 1, blocks.getLast().and(next));
            } else {
                blocks.add(next);
            }
        });
        return blocks;
    }

    /** Whether a picture of it says more than the list. */
    public boolean isSequence() {
        return style == Style.NUMBERS && lines.size() > 1;
    }

    private static Block single(String line) {
        Matcher numbered = NUMBERED.matcher(line);
        if (numbered.matches()) {
            return new Block(Style.NUMBERS, Integer.parseInt(numbered.group(1)), List.of(numbered.group(2)));
        }
        return line.startsWith(DASH)
                ? new Block(Style.DASHES, 1, List.of(line.substring(DASH.length())))
                : new Block(Style.PARAGRAPH, 1, List.of(line));
    }

    private boolean isContinuedBy(Block next) {
        return switch (style) {
            case PARAGRAPH -> false;
            case NUMBERS -> next.style == Style.NUMBERS && next.first == first + lines.size();
            case DASHES -> next.style == Style.DASHES;
        };
    }

    private Block and(Block next) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(next.lines);
        return new Block(style, first, all);
    }
}
