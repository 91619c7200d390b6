package vn.hoixa.directory;

import java.util.stream.Stream;

/** Where in the commune an officer belongs. */
public enum Unit {
    LEADERSHIP("lanh-dao"),
    OFFICE("van-phong"),
    ECONOMY("kinh-te"),
    CULTURE_AND_SOCIETY("van-hoa-xa-hoi"),
    SERVICE_CENTRE("trung-tam"),
    POLICE("cong-an"),
    MILITARY("quan-su"),
    FRONT_AND_UNIONS("mat-tran"),
    HAMLETS("thon");

    private final String key;

    Unit(String key) {
        this.key = key;
    }

    /** As files and tables have it. */
    public String key() {
        return key;
    }

    /** Of its name as people read it. */
    public String messageKey() {
        return "directory.unit." + key;
    }

    public static Unit of(String key) {
        return Stream.of(values())
                .filter(unit -> unit.key.equals(key))
                .findFirst()
                .orElseThrow();
    }
}
