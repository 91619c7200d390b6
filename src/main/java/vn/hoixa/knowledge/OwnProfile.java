package vn.hoixa.knowledge;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.knowledge.Commune.Point;
import vn.hoixa.knowledge.Commune.Reception;

/**
 * How a commune is reached, as its people wrote it in the console.
 *
 * @param counters where papers are handed in
 * @param points further places where residents are received
 */
public record OwnProfile(String phone, String hours, Map<Counter, Reception> counters, List<Point> points) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public OwnProfile {
        counters = Map.copyOf(counters);
        points = List.copyOf(points);
    }

    /** As it is before anybody changed it here. */
    public static OwnProfile of(Commune commune) {
        return new OwnProfile(commune.phone(), commune.hours(), commune.counters(), commune.points());
    }

    /** As {@link #json} wrote it. */
    public static OwnProfile read(String json) {
        return JSON.readValue(json, OwnProfile.class);
    }

    public String json() {
        return JSON.writeValueAsString(this);
    }

    Commune over(Commune files) {
        Map<Counter, Reception> all = new EnumMap<>(files.counters());
        all.putAll(counters);
        return new Commune(
                files.id(),
                files.oa(),
                files.name(),
                files.province(),
                phone,
                hours,
                all,
                points,
                files.posts(),
                files.notices());
    }
}
