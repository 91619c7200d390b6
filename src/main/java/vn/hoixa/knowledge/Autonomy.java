package vn.hoixa.knowledge;

import java.util.stream.Stream;

/** Whether answers from guides go to residents by themselves, or through an officer. */
public enum Autonomy {
    /** An officer sends each of them. */
    DRAFT("draft"),
    /** An officer sends them while officers work; at night and on holidays they go by themselves. */
    OUTSIDE_HOURS("outside-hours"),
    AUTOMATIC("automatic");

    private final String key;

    Autonomy(String key) {
        this.key = key;
    }

    static Autonomy of(String key) {
        return Stream.of(values())
                .filter(autonomy -> autonomy.key.equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** As it stands in the files. */
    public String key() {
        return key;
    }
}
