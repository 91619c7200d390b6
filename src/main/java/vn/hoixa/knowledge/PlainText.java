package vn.hoixa.knowledge;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Markdown as a chat shows it: lines of text, numbers and dashes kept, nothing else. */
final class PlainText extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();
    private int number;
    private boolean ordered;

    static String of(Iterable<Node> blocks) {
        var plain = new PlainText();
        for (Node block : blocks) {
            // A new thought after a list or another paragraph stands apart; a list follows its sentence.
            if (block instanceof Paragraph && !plain.text.isEmpty()) {
                plain.text.append('\n');
            }
            block.accept(plain);
        }
        return plain.text.toString().strip();
    }

    @Override
    public void visit(OrderedList list) {
        int outerNumber = number;
        boolean outerOrdered = ordered;
        ordered = true;
        number = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
        visitChildren(list);
        number = outerNumber;
        ordered = outerOrdered;
    }

    @Override
    public void visit(BulletList list) {
        boolean outerOrdered = ordered;
        ordered = false;
        visitChildren(list);
        ordered = outerOrdered;
    }

    @Override
    public void visit(ListItem item) {
        text.append(ordered ? number++ + ". " : "– ");
        visitChildren(item);
    }

    @Override
    public void visit(Paragraph paragraph) {
        visitChildren(paragraph);
        text.append('\n');
    }

    @Override
    public void visit(Text node) {
        text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
        text.append(node.getLiteral());
    }

    @Override
    public void visit(HardLineBreak node) {
        text.append('\n');
    }

    @Override
    public void visit(SoftLineBreak node) {
        text.append(' ');
    }
}
