package vn.hoixa.directory;

import org.jspecify.annotations.Nullable;

/**
 * A person with a post in a commune.
 *
 * @param commune id of the commune
 * @param key short name within it
 * @param telephone public number, or null
 * @param rank among leaders, who is told first; the least comes first
 * @param zaloUser linked account, or null
 * @param onDuty whether they said that they are there
 * @param removed whether they left; kept because cases name them
 */
public record Officer(
        long id,
        String commune,
        String key,
        String name,
        String post,
        Unit unit,
        @Nullable String telephone,
        @Nullable String email,
        Role role,
        int rank,
        @Nullable String zaloUser,
        boolean onDuty,
        boolean removed) {

    /** As an administrator writes it. */
    public Entry entry() {
        return new Entry(key, name, post, unit, telephone, email, role, rank);
    }

    /** What is said about such a person goes past the whole commune. */
    public boolean leads() {
        return role == Role.LEADER || unit == Unit.LEADERSHIP;
    }
}
