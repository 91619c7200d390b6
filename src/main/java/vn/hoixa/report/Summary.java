package vn.hoixa.report;

import org.jspecify.annotations.Nullable;

/** The few figures that stand for a page's period; each means what it means in {@link Figures}. */
public record Summary(
        long messages,
        long turns,
        long atOnce,
        long handedOver,
        long onTime,
        long late,
        long reopened,
        long content,
        long neutral,
        long notContent) {
    static final Summary NONE = new Summary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static Summary of(Figures figures) {
        return new Summary(
                figures.messages(),
                figures.turns(),
                figures.atOnce(),
                figures.handedOver(),
                figures.onTime(),
                figures.due() - figures.onTime(),
                figures.reopened(),
                rated(figures, "content"),
                rated(figures, "neutral"),
                rated(figures, "not_content"));
    }

    private static long rated(Figures figures, String rating) {
        return figures.ratings().stream()
                .filter(count -> count.what().equals(rating))
                .mapToLong(Figures.Count::n)
                .sum();
    }

    /** How many residents said how content they are. */
    public long rated() {
        return content + neutral + notContent;
    }

    public long due() {
        return onTime + late;
    }

    /** In percent, rounded down as in the report; null where nothing was due. */
    public @Nullable Integer onTimePercent() {
        return Figures.percent(onTime, due());
    }

    public @Nullable Integer atOncePercent() {
        return Figures.percent(atOnce, turns);
    }

    Summary plus(Summary other) {
        return new Summary(
                messages + other.messages,
                turns + other.turns,
                atOnce + other.atOnce,
                handedOver + other.handedOver,
                onTime + other.onTime,
                late + other.late,
                reopened + other.reopened,
                content + other.content,
                neutral + other.neutral,
                notContent + other.notContent);
    }
}
