package vn.hoixa.site;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Links;

/** Takes plain texts apart for a page; only addresses that residents may be sent to can be pressed. */
record Texts(Links links) {
    private static final Pattern ADDRESS = Pattern.compile("https://\\S+[^\\s.,;:)]");

    /** @param address where the piece leads, or null */
    record Piece(String text, @Nullable String address) {}

    public List<Block> blocks(String text) {
        return Block.of(text);
    }

    public List<Piece> pieces(String line) {
        List<Piece> pieces = new ArrayList<>();
        Matcher found = ADDRESS.matcher(line);
        int end = 0;
        while (found.find()) {
            String address = found.group();
            pieces.add(new Piece(line.substring(end, found.start()), null));
            pieces.add(new Piece(address, links.isAllowed(address) ? address : null));
            end = found.end();
        }
        pieces.add(new Piece(line.substring(end), null));
        return pieces;
    }
}
