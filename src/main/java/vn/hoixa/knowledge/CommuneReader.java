package vn.hoixa.knowledge;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code communes/<name>/profile.yaml}. */
final class CommuneReader {
    /** What a commune may tell of itself beyond its address; guides about the commune quote these. */
    static final List<String> NOTICES = List.of(
            "receives-citizens", "special-days", "saturday", "dossiers", "payment", "feedback", "hamlets", "former");

    private CommuneReader() {}

    static Commune read(String file, YamlSection profile) {
        String oa = profile.text("oa");
        profile.problemIf(!oa.matches("\\d+"), "oa", "oa-odd", oa);
        Commune commune = new Commune(
                file.substring("communes/".length(), file.lastIndexOf('/')),
                oa,
                profile.text("name"),
                profile.text("province"),
                profile.text("phone"),
                profile.text("hours"),
                counters(profile),
                points(profile),
                posts(profile),
                notices(profile));
        // Read with the fields, which are known later.
        profile.has(AutonomyReader.DRAFTS);
        profile.refuseOthers();
        return commune;
    }

    private static Map<Counter, Commune.Reception> counters(YamlSection profile) {
        Map<Counter, Commune.Reception> counters = new EnumMap<>(Counter.class);
        YamlSection sections = profile.section("counters");
        for (Counter counter : Counter.values()) {
            YamlSection section = sections.section(counter.key());
            counters.put(
                    counter,
                    new Commune.Reception(section.text("name"), section.text("address"), section.text("hours")));
            section.refuseOthers();
        }
        sections.refuseOthers();
        return counters;
    }

    private static List<Commune.Point> points(YamlSection profile) {
        return profile.sections("points").stream()
                .map(entry -> {
                    var point = new Commune.Point(
                            entry.text("name"), entry.text("address"), entry.text("hours"), entry.optional("serves"));
                    entry.refuseOthers();
                    return point;
                })
                .toList();
    }

    private static List<Commune.Post> posts(YamlSection profile) {
        return profile.sections("posts").stream()
                .map(entry -> {
                    var post = new Commune.Post(entry.text("post"), entry.text("name"), entry.optional("phone"));
                    entry.refuseOthers();
                    return post;
                })
                .toList();
    }

    private static Map<String, String> notices(YamlSection profile) {
        Map<String, String> notices = new LinkedHashMap<>();
        if (profile.has("notices")) {
            YamlSection section = profile.section("notices");
            for (String key : NOTICES) {
                String text = section.optional(key);
                if (text != null) {
                    notices.put(key, text);
                }
            }
            section.refuseOthers();
        }
        return notices;
    }

    /** Everything that a guide about the commune may name between braces. */
    static Set<String> placeholders() {
        Set<String> all = new TreeSet<>(NOTICES);
        all.addAll(List.of("name", "province", "phone", "hours", "points", "posts"));
        for (Counter counter : Counter.values()) {
            all.addAll(List.of(counter.key() + "-name", counter.key() + "-address", counter.key() + "-hours"));
        }
        return all;
    }
}
