package vn.hoixa.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Audit;
import vn.hoixa.account.Membership;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.alarm.Alarm;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.storage.Database;

/** What needs a person, above every page of an administrator. */
@Controller
@ControllerAdvice(basePackages = {"vn.hoixa.console", "vn.hoixa.account"})
class AlarmBanner {

    private final Alarms alarms;
    private final Communes communes;
    private final Database database;
    private final Audit audit;
    private final InstantSource clock;

    AlarmBanner(Alarms alarms, Communes communes, Database database, Audit audit, InstantSource clock) {
        this.alarms = alarms;
        this.communes = communes;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** One alarm as it is shown; {@code key} leads to its texts, {@code commune} is the name of whose it is. */
    record Line(
            AlarmKind kind,
            String key,
            String subject,
            boolean isOfInstallation,
            @Nullable String commune,
            String since,
            String detail,
            @Nullable Long daysLeft) {}

    @ModelAttribute("alarms")
    List<Line> standing(@AuthenticationPrincipal @Nullable SignedIn who) {
        Instant now = clock.instant();
        return who == null || !who.may(Membership.EVERYWHERE, Role.ADMINISTRATOR)
                ? List.of()
                : alarms.standing().stream().map(alarm -> line(alarm, now)).toList();
    }

    /** Somebody has seen to it; what is noticed again stands again. */
    @PostMapping("/console/alarms/done")
    @Opens(to = Role.ADMINISTRATOR)
    String done(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam("kind") AlarmKind kind,
            @RequestParam("subject") String subject) {
        boolean stands = alarms.standing().stream()
                .anyMatch(alarm -> alarm.kind() == kind && alarm.subject().equals(subject));
        if (stands) {
            alarms.clear(kind, subject);
            database.write(transaction -> {
                audit.note(transaction, who.who(), "alarm seen to", kind.key() + " " + subject, "");
                return true;
            });
        }
        return "redirect:/console";
    }

    private Line line(Alarm alarm, Instant now) {
        Commune commune = communes.named(alarm.subject());
        return new Line(
                alarm.kind(),
                alarm.kind().key(),
                alarm.subject(),
                alarm.isOfInstallation(),
                commune == null ? null : commune.name(),
                Times.MINUTE.format(alarm.since()),
                alarm.detail(),
                alarm.daysLeft(now));
    }
}
