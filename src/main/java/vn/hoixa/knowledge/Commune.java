package vn.hoixa.knowledge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
 * @param points further places where residents are received, such as the former communes' offices
 * @param posts who is who, leaders first
 * @param notices what else residents ask of the commune, by key: when leaders receive citizens, how to pay, …
 */
public record Commune(
        String id,
        String oa,
        String name,
        String province,
        String phone,
        String hours,
        Map<Counter, Reception> counters,
        List<Point> points,
        List<Post> posts,
        Map<String, String> notices) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z-]+)}");

    public Commune {
        counters = Map.copyOf(counters);
        points = List.copyOf(points);
        posts = List.copyOf(posts);
        notices = Map.copyOf(notices);
    }

    public Reception reception(Counter counter) {
        return java.util.Objects.requireNonNull(counters.get(counter));
    }

    /**
     * A place where papers are handed in.
     *
     * @param counter number of the counter there, or empty
     * @param phone of that place, or empty
     * @param map address of a map, or empty
     */
    public record Reception(String name, String address, String hours, String counter, String phone, String map) {
        public Reception(String name, String address, String hours) {
            this(name, address, hours, "", "", "");
        }
    }

    /**
     * A further reception point.
     *
     * @param serves for whom it is meant, or null
     * @param phone of that place, or empty
     * @param map address of a map, or empty
     */
    public record Point(
            String name,
            String address,
            String hours,
            @Nullable String serves,
            String phone,
            String map) {
        public Point(String name, String address, String hours, @Nullable String serves) {
            this(name, address, hours, serves, "", "");
        }
    }

    /**
     * A post and who has it.
     *
     * @param phone public number, or null
     */
    public record Post(String post, String name, @Nullable String phone) {}

    boolean hasPost(String post) {
        return posts.stream().anyMatch(one -> one.post().equals(post));
    }

    /** The text with this commune's facts in the places of {@code {name}} and the like; null where one is missing. */
    @Nullable
    String fill(String text) {
        Map<String, String> facts = facts();
        List<String> names = placeholders(text);
        if (!facts.keySet().containsAll(names)) {
            return null;
        }
        String filled = text;
        for (String name : names) {
            filled = filled.replace("{" + name + "}", java.util.Objects.requireNonNull(facts.get(name)));
        }
        return filled;
    }

    static List<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>(notices);
        facts.put("name", name);
        facts.put("province", province);
        facts.put("phone", phone);
        facts.put("hours", hours);
        counters.forEach((counter, at) -> {
            facts.put(counter.key() + "-name", at.name());
            facts.put(counter.key() + "-address", at.address());
            facts.put(counter.key() + "-hours", at.hours());
        });
        if (!points.isEmpty()) {
            facts.put("points", points.stream().map(Commune::line).collect(Collectors.joining("\n")));
        }
        if (!posts.isEmpty()) {
            facts.put("posts", posts.stream().map(Commune::line).collect(Collectors.joining("\n")));
        }
        return facts;
    }

    private static String line(Point point) {
        String serves = point.serves() == null ? "" : " (" + point.serves() + ")";
        String phone = point.phone().isEmpty() ? "" : "; " + point.phone();
        String map = point.map().isEmpty() ? "" : "; " + point.map();
        return "– " + point.name() + serves + ": " + point.address() + "; " + point.hours() + phone + map;
    }

    private static String line(Post post) {
        return "– " + post.post() + ": " + post.name() + (post.phone() == null ? "" : ", " + post.phone());
    }
}
