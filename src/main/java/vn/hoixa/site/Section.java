package vn.hoixa.site;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.Language;

/**
 * One part of a guide as its page shows it.
 *
 * @param anchor its name in addresses
 * @param blocks its text; empty where it is kept back, or where only the reception is told
 * @param isWithheld whether the text is kept back until a person looks
 * @param review what stands behind it, where that is not what stands behind the rest
 */
record Section(
        Facet facet,
        String anchor,
        String heading,
        List<Block> blocks,
        boolean isWithheld,
        Guide.@Nullable Review review) {

    private static final int LONG = 2_000;
    private static final int LONGEST = 2_600;

    /** A line that ends early takes about as much room as this many letters. */
    private static final int LINE_END = 20;

    static List<Section> of(Guide guide, Language language) {
        List<Section> sections = new ArrayList<>();
        for (Facet facet : Facet.values()) {
            String text = guide.facets().get(facet);
            boolean isWithheld = text == null && guide.withheld().containsKey(facet);
            if (text != null || isWithheld || (facet == Facet.PLACE && isProcedure(guide))) {
                String heading = language.of(facet).heading();
                sections.add(new Section(
                        facet,
                        Slug.of(heading),
                        heading,
                        text == null ? List.of() : Block.of(text),
                        isWithheld,
                        guide.reviews().get(facet)));
            }
        }
        return sections;
    }

    public boolean isSteps() {
        return facet == Facet.STEPS;
    }

    /** Whether the commune's own address and hours belong below it. */
    public boolean isReception() {
        return facet == Facet.PLACE && !isWithheld;
    }

    /** One sheet holds what is needed at the counter; the code on it leads to the rest. */
    public boolean isForPaper() {
        return facet != Facet.LEGAL && facet != Facet.ONLINE;
    }

    /** How small letters must be for all to fit on one sheet, as the style sheet calls it. */
    static String length(List<Section> sections) {
        int letters = sections.stream()
                .filter(Section::isForPaper)
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block.lines().stream())
                .mapToInt(line -> line.length() + LINE_END)
                .sum();
        return letters > LONGEST ? "longest" : letters > LONG ? "long" : "short";
    }

    public StepDiagram diagram(Block block) {
        return StepDiagram.of(block);
    }

    private static boolean isProcedure(Guide guide) {
        return guide.kind() == Kind.PROCEDURE || guide.kind() == Kind.LAW;
    }
}
