package vn.hoixa.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The officers with whom a commune begins, as {@code communes/<name>/officers.yaml} has them.
 *
 * @param people leaders in the order in which they are told
 * @param fields by folder of the bank: keys of the owner and of the substitute
 */
public record Roster(List<Person> people, Map<String, List<String>> fields) {
    /** Whoever is of this unit is a leader. */
    public static final String LEADERSHIP = "lanh-dao";

    /** Where officers may belong to. */
    public static final Set<String> UNITS = Set.of(
            LEADERSHIP,
            "van-phong",
            "kinh-te",
            "van-hoa-xa-hoi",
            "trung-tam",
            "cong-an",
            "quan-su",
            "mat-tran",
            "thon");

    public Roster {
        people = List.copyOf(people);
        fields = Map.copyOf(fields);
    }

    /**
     * An officer.
     *
     * @param key short name, by which {@code fields} names them
     * @param unit one of {@link #UNITS}
     * @param phone public number, or null
     */
    public record Person(
            String key,
            String name,
            String post,
            String unit,
            @Nullable String phone,
            @Nullable String email) {}
}
