package vn.hoixa.knowledge;

import java.util.Map;

/**
 * One commune and its page.
 *
 * @param id name of its folder
 * @param oa id of its Official Account
 * @param name with its kind, as in "xã Hương Mẫu"
 * @param province with its kind
 * @param phone public telephone
 * @param hours when the office is open, as residents read it
 * @param counters where papers are handed in
 */
public record Commune(
        String id,
        String oa,
        String name,
        String province,
        String phone,
        String hours,
        Map<Counter, Reception> counters) {

    public Commune {
        counters = Map.copyOf(counters);
    }

    public Reception reception(Counter counter) {
        return java.util.Objects.requireNonNull(counters.get(counter));
    }

    /** A place where residents are received. */
    public record Reception(String name, String address, String hours) {}
}
