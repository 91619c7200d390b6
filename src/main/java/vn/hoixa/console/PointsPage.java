package vn.hoixa.console;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Commune.Point;
import vn.hoixa.knowledge.Commune.Reception;
import vn.hoixa.knowledge.Counter;
import vn.hoixa.knowledge.OwnProfile;
import vn.hoixa.knowledge.OwnSettings;
import vn.hoixa.settings.Fault;
import vn.hoixa.settings.Maps;
import vn.hoixa.settings.Setting;
import vn.hoixa.settings.Settings;
import vn.hoixa.settings.Texts;

/** Where residents are received, by telephone and in person. */
@Controller
@Opens(to = Role.ADMINISTRATOR)
class PointsPage {
    private static final int LONGEST = 200;
    private static final int MOST_POINTS = 20;
    private static final String TELEPHONE = "[+0-9][0-9 .()-]{2,24}";

    private final Served served;
    private final Settings settings;
    private final Maps maps;

    PointsPage(Served served, Settings settings, Maps maps) {
        this.served = served;
        this.settings = settings;
        this.maps = maps;
    }

    /** What was written, and the first thing that is wrong with it; {@code where} is the name of its field. */
    private record Read(OwnProfile profile, @Nullable Fault fault, String where) {}

    @GetMapping("/console/settings/{commune}/points")
    String page(
            @PathVariable("commune") String id,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        settings.refresh();
        Commune commune = served.named(id);
        model.addAttribute("said", said.matches("done") ? said : "");
        return show(commune, OwnProfile.of(commune), model);
    }

    @PostMapping("/console/settings/{commune}/points")
    String change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("seen") long seen,
            @RequestParam MultiValueMap<String, String> written,
            Model model) {
        Commune commune = served.named(id);
        Read read = read(written);
        if (read.fault() != null) {
            model.addAttribute("fault", read.fault());
            model.addAttribute("where", read.where());
            return show(commune, read.profile(), model);
        }
        if (!settings.change(
                who, commune.id(), OwnSettings.PROFILE, read.profile().json(), seen)) {
            model.addAttribute(
                    Conflict.SHOWN,
                    Conflict.with(
                            settings.get(commune.id(), OwnSettings.PROFILE), lines(OwnProfile.of(served.named(id)))));
            return show(commune, read.profile(), model);
        }
        return "redirect:/console/settings/" + commune.id() + "/points?said=done";
    }

    private static List<Conflict.Line> lines(OwnProfile theirs) {
        List<Conflict.Line> lines = new ArrayList<>();
        lines.add(Conflict.line(theirs.phone() + "; " + theirs.hours()));
        theirs.counters()
                .values()
                .forEach(at -> lines.add(Conflict.line(
                        String.join("; ", at.name(), at.address(), at.hours(), at.counter(), at.phone(), at.map()))));
        theirs.points()
                .forEach(at -> lines.add(Conflict.line(String.join(
                        "; ",
                        at.name(),
                        at.address(),
                        at.hours(),
                        String.valueOf(at.serves()),
                        at.phone(),
                        at.map()))));
        return lines;
    }

    private Read read(MultiValueMap<String, String> written) {
        Map<Counter, Reception> counters = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            counters.put(
                    counter,
                    new Reception(
                            value(written, counter + "-name", 0),
                            value(written, counter + "-address", 0),
                            value(written, counter + "-hours", 0),
                            value(written, counter + "-counter", 0),
                            value(written, counter + "-phone", 0),
                            value(written, counter + "-map", 0)));
        }
        List<Point> points = new ArrayList<>();
        int rows = Math.min(written.getOrDefault("point-name", List.of()).size(), MOST_POINTS);
        for (int row = 0; row < rows; row++) {
            String serves = value(written, "point-serves", row);
            var point = new Point(
                    value(written, "point-name", row),
                    value(written, "point-address", row),
                    value(written, "point-hours", row),
                    serves.isEmpty() ? null : serves,
                    value(written, "point-phone", row),
                    value(written, "point-map", row));
            // A place that has no name any more is taken away.
            if (!point.name().isEmpty()) {
                points.add(point);
            }
        }
        var profile = new OwnProfile(value(written, "phone", 0), value(written, "hours", 0), counters, points);
        return faulty(profile);
    }

    private Read faulty(OwnProfile profile) {
        Fault phone = profile.phone().matches(TELEPHONE) ? null : Fault.PHONE;
        if (phone != null) {
            return new Read(profile, phone, "phone");
        }
        Fault hours = line(profile.hours(), true);
        if (hours != null) {
            return new Read(profile, hours, "hours");
        }
        for (Map.Entry<Counter, Reception> entry : profile.counters().entrySet()) {
            Reception at = entry.getValue();
            Fault fault = place(at.name(), at.address(), at.hours(), at.phone(), at.map(), at.counter());
            if (fault != null) {
                return new Read(profile, fault, entry.getKey().name());
            }
        }
        for (int row = 0; row < profile.points().size(); row++) {
            Point at = profile.points().get(row);
            Fault fault = place(
                    at.name(), at.address(), at.hours(), at.phone(), at.map(), at.serves() == null ? "" : at.serves());
            if (fault != null) {
                return new Read(profile, fault, "point-" + row);
            }
        }
        return new Read(profile, null, "");
    }

    private @Nullable Fault place(String name, String address, String hours, String phone, String map, String other) {
        for (String needed : List.of(name, address, hours)) {
            Fault fault = line(needed, true);
            if (fault != null) {
                return fault;
            }
        }
        Fault fault = line(other, false);
        if (fault != null) {
            return fault;
        }
        if (!phone.isEmpty() && !phone.matches(TELEPHONE)) {
            return Fault.PHONE;
        }
        return map.isEmpty() || (line(map, false) == null && maps.isAllowed(map)) ? null : Fault.MAP;
    }

    private static @Nullable Fault line(String text, boolean needed) {
        return Texts.lineFault(text, LONGEST, needed).orElse(null);
    }

    private static String value(MultiValueMap<String, String> written, String field, int row) {
        List<String> values = written.getOrDefault(field, List.of());
        return row < values.size() && values.get(row) != null ? values.get(row).strip() : "";
    }

    private String show(Commune commune, OwnProfile profile, Model model) {
        Setting setting = settings.get(commune.id(), OwnSettings.PROFILE);
        model.addAttribute("commune", commune);
        model.addAttribute("profile", profile);
        model.addAttribute("counters", Counter.values());
        model.addAttribute("blank", new Point("", "", "", null));
        model.addAttribute("seen", setting.revision());
        model.addAttribute("by", setting.by());
        model.addAttribute("at", CheckLines.time(setting.at()));
        return "console/points";
    }
}
