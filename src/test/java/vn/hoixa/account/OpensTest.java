package vn.hoixa.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.hoixa.directory.Directory;
import vn.hoixa.testing.RunningHoiXa;

/** Role by page by action: what is written down here is what opens, and nothing else does. */
class OpensTest {
    /** Method, address, and to whom: O(fficer), L(eader), E(ditor), A(dministrator); * where any commune is enough. */
    private static final String TABLE = """
            GET /console OLEA*
            GET /console/audit ---A
            GET /console/audit.csv ---A
            GET /console/audit/{commune} -L-A
            GET /console/audit/{commune}/audit.csv -L-A
            GET /console/calendar/{commune} -L-A
            GET /console/cases/{commune}/{number} OL--
            GET /console/cases/{commune}/{number}/here OL--
            GET /console/centre ---A
            GET /console/conversations/{commune}/{resident} OL--
            GET /console/directory/{commune} -L-A
            GET /console/directory/{commune}/fields -L-A
            GET /console/directory/{commune}/new ---A
            GET /console/directory/{commune}/officers/{officer} -L-A
            GET /console/dossiers/{commune} ---A
            GET /console/feedback/{commune} OL--
            GET /console/feedback/{commune}/{piece} OL--
            GET /console/files/{commune}/sent/{letter} OL--
            GET /console/files/{commune}/{attachment} OL--
            GET /console/guides/{commune} --EA
            GET /console/guides/{commune}/export --EA
            GET /console/guides/{commune}/{code} --EA
            GET /console/guides/{commune}/{code}/export --EA
            GET /console/guides/{commune}/{code}/history --EA
            GET /console/guides/{commune}/{code}/history/{text} --EA
            GET /console/guides/{commune}/{code}/state --EA
            GET /console/inbox/{commune} OL--
            GET /console/learning/{commune} --E-
            GET /console/letters ---A
            GET /console/live/{commune} OL--
            GET /console/meetings/{commune} -L--
            GET /console/meetings/{commune}/{meeting:\\d+} -L--
            GET /console/meetings/{commune}/{meeting:\\d+}/{day} -L--
            GET /console/meetings/{commune}/{meeting:\\d+}/{day}/paper -L--
            GET /console/officers/{commune}/codes ---A
            GET /console/people ---A
            GET /console/people/of/{commune} ---A
            GET /console/replies/{commune} --EA
            GET /console/replies/{commune}/choose OL--
            GET /console/replies/{commune}/{reply:\\d+} --EA
            GET /console/report -L--*
            GET /console/report/{commune} -L--
            GET /console/report/{commune}/cases -L--
            GET /console/report/{commune}/exports/{export} -L--
            GET /console/report/{commune}/exports/{export}/file -L--
            GET /console/report/{commune}/report.csv -L--
            GET /console/report/{commune}/report.docx -L--
            GET /console/report/{commune}/report.pdf -L--
            GET /console/report/{commune}/report.xlsx -L--
            GET /console/report/{commune}/rows -L--
            GET /console/reviews/{commune} -LEA
            GET /console/reviews/{commune}/read -LEA
            GET /console/search/{commune} OL--
            GET /console/settings/{commune} -LEA
            GET /console/settings/{commune}/banner -L--
            GET /console/settings/{commune}/drafts -L-A
            GET /console/settings/{commune}/points ---A
            GET /console/settings/{commune}/reports -L--
            GET /console/settings/{commune}/words --EA
            GET /console/settings/{commune}/words/{sentence} --EA
            GET /console/versions ---A
            GET /console/versions/{number} ---A
            GET /console/zalo ---A
            GET /console/zalo/callback ---A
            GET /console/zalo/consent ---A
            GET /console/zalo/{oa:\\d+} ---A
            POST /console/alarms/done ---A
            POST /console/calendar/{commune}/closures ---A
            POST /console/calendar/{commune}/closures/{number}/remove ---A
            POST /console/calendar/{commune}/swaps ---A
            POST /console/calendar/{commune}/swaps/{number}/remove ---A
            POST /console/calendar/{commune}/week ---A
            POST /console/cases/{commune}/{number} OL--
            POST /console/centre ---A
            POST /console/centre/{id}/revoke ---A
            POST /console/directory/{commune}/fields ---A
            POST /console/directory/{commune}/new ---A
            POST /console/directory/{commune}/officers/{officer} ---A
            POST /console/directory/{commune}/officers/{officer}/leaves ---A
            POST /console/directory/{commune}/officers/{officer}/leaves/{leave}/remove ---A
            POST /console/directory/{commune}/officers/{officer}/remove ---A
            POST /console/directory/{commune}/officers/{officer}/unlink ---A
            POST /console/dossiers/{commune} ---A
            POST /console/feedback/{commune}/{piece} OL--
            POST /console/guides/{commune} --E-
            POST /console/guides/{commune}/{code} --E-
            POST /console/guides/{commune}/{code}/approve --E-
            POST /console/guides/{commune}/{code}/back --E-
            POST /console/guides/{commune}/{code}/drop --E-
            POST /console/guides/{commune}/{code}/undo --E-
            POST /console/learning/{commune}/proposals OLE-
            POST /console/learning/{commune}/proposals/{proposal} --E-
            POST /console/learning/{commune}/proposals/{proposal}/drop --E-
            POST /console/learning/{commune}/questions --E-
            POST /console/letters/{id}/again ---A
            POST /console/meetings/{commune} -L--
            POST /console/meetings/{commune}/{meeting:\\d+} -L--
            POST /console/meetings/{commune}/{meeting:\\d+}/cancel -L--
            POST /console/meetings/{commune}/{meeting:\\d+}/matters/{matter:\\d+} -L--
            POST /console/meetings/{commune}/{meeting:\\d+}/{day}/cancel -L--
            POST /console/officers/{commune}/codes ---A
            POST /console/people/invitations ---A
            POST /console/people/of/{commune}/invitations ---A
            POST /console/people/of/{commune}/{id}/disable ---A
            POST /console/people/of/{commune}/{id}/enable ---A
            POST /console/people/of/{commune}/{id}/reset ---A
            POST /console/people/of/{commune}/{id}/roles ---A
            POST /console/people/of/{commune}/{id}/roles/taken ---A
            POST /console/people/{id}/disable ---A
            POST /console/people/{id}/enable ---A
            POST /console/people/{id}/reset ---A
            POST /console/people/{id}/roles ---A
            POST /console/people/{id}/roles/taken ---A
            POST /console/replies/{commune} --EA
            POST /console/replies/{commune}/{reply:\\d+} --EA
            POST /console/replies/{commune}/{reply:\\d+}/delete --EA
            POST /console/report/{commune}/exports -L--
            POST /console/report/{commune}/exports/{export}/cancel -L--
            POST /console/reviews/{commune}/read -LEA
            POST /console/settings/{commune}/banner -L--
            POST /console/settings/{commune}/banner/end -L--
            POST /console/settings/{commune}/bot -L-A
            POST /console/settings/{commune}/drafts -L-A
            POST /console/settings/{commune}/points ---A
            POST /console/settings/{commune}/ratings -L-A
            POST /console/settings/{commune}/reports -L--
            POST /console/settings/{commune}/words/{sentence} --EA
            POST /console/settings/{commune}/words/{sentence}/original --EA
            POST /console/versions/{number}/again ---A
            POST /console/zalo/app ---A
            POST /console/zalo/{oa}/tokens ---A
            """;

    private static final IdentityHashMap<Visitor, String> PROOFS = new IdentityHashMap<>();

    private static RunningHoiXa hoixa;
    private static Map<Role, Visitor> members;
    private static Map<Role, Visitor> strangers;

    /** One line of the table. */
    private record Action(String method, String address, Set<Role> to, boolean anywhere) {
        @Override
        public String toString() {
            String roles = Stream.of(Role.values())
                    .map(role -> to.contains(role) ? role.name().substring(0, 1) : "-")
                    .collect(Collectors.joining());
            return method + " " + address + " " + roles + (anywhere ? "*" : "");
        }

        boolean isOfCommune() {
            return address.contains("{commune}");
        }

        String in(String commune) {
            return address.replace("{commune}", commune)
                    .replace("{oa:\\d+}", RunningHoiXa.OA)
                    .replaceAll("\\{[^}]*}", "1");
        }
    }

    @BeforeAll
    static void start(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);
        members = members("xa-mau", "o-xa-mau.");
        strangers = members("xa-khac", "o-xa-khac.");
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @Test
    void everyPageOfTheConsoleSaysToWhomItOpens() {
        assertThat(handlers())
                .allSatisfy((address, handler) ->
                        assertThat(opens(handler)).as(address).isNotNull());
    }

    @Test
    void opensAsTheTableSays() {
        assertThat(String.join(
                                "\n",
                                new TreeSet<>(
                                        actions().stream().map(Action::toString).toList())) + "\n")
                .isEqualTo(TABLE);
    }

    @Test
    void isNotThereForAnyOtherRole() {
        assertSoftly(softly -> actions()
                .forEach(action -> members.forEach((role, visitor) -> {
                    boolean opens = action.to().contains(role) && (action.isOfCommune() || action.anywhere());
                    if (!opens) {
                        softly.assertThat(status(visitor, action, "xa-mau"))
                                .as("%s %s", role, action)
                                .isEqualTo(404);
                    } else if (action.method().equals("GET")
                            && !action.in("xa-mau").matches(".*/(1(/.*)?|live/.*)")) {
                        softly.assertThat(status(visitor, action, "xa-mau"))
                                .as("%s %s", role, action)
                                .isNotEqualTo(404);
                    }
                })));
    }

    @Test
    void isNotThereForWhoeverHasTheRoleInAnotherCommune() {
        assertSoftly(softly -> actions().stream()
                .filter(Action::isOfCommune)
                .forEach(action ->
                        strangers.forEach((role, visitor) -> softly.assertThat(status(visitor, action, "xa-mau"))
                                .as("%s of another commune, %s", role, action)
                                .isEqualTo(404))));
    }

    @Test
    void asksWhoeverIsNotSignedIn() {
        Visitor nobody = new Visitor(hoixa);

        assertSoftly(softly -> actions().stream()
                .filter(action -> action.method().equals("GET"))
                .forEach(action -> softly.assertThat(Visitor.location(nobody.get(action.in("xa-mau"))))
                        .as(action.toString())
                        .startsWith("/account/sign-in")));
    }

    private static int status(Visitor visitor, Action action, String commune) {
        String address = action.in(commune);
        return action.method().equals("GET")
                ? visitor.get(address).statusCode()
                : visitor.post(address, "_csrf", PROOFS.computeIfAbsent(visitor, OpensTest::proof))
                        .statusCode();
    }

    /** A page with a form that opens to everybody. */
    private static String proof(Visitor visitor) {
        return Visitor.token(visitor.get("/account/password").body());
    }

    private static List<Action> actions() {
        return handlers().entrySet().stream()
                .map(entry -> {
                    String[] parts = entry.getKey().split(" ", 2);
                    Opens opens = opens(entry.getValue());
                    Set<Role> to = opens == null ? Set.of() : Set.of(opens.to());
                    return new Action(parts[0], parts[1], to, opens != null && opens.anywhere());
                })
                .toList();
    }

    private static @Nullable Opens opens(HandlerMethod handler) {
        Opens own = handler.getMethodAnnotation(Opens.class);
        return own == null ? handler.getBeanType().getAnnotation(Opens.class) : own;
    }

    private static Map<String, HandlerMethod> handlers() {
        Map<String, HandlerMethod> all = new java.util.TreeMap<>();
        hoixa.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, handler) -> info.getPatternValues().stream()
                        .filter(address -> address.startsWith("/console"))
                        .forEach(address -> info.getMethodsCondition().getMethods().stream()
                                .map(RequestMethod::name)
                                .forEach(method -> all.put(method + " " + address, handler))));
        return all;
    }

    private static Map<Role, Visitor> members(String commune, String prefix) {
        Map<Role, Visitor> all = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            Long officer = role == Role.OFFICER && commune.equals("xa-mau")
                    ? Long.valueOf(
                            hoixa.bean(Directory.class).of(commune).getLast().id())
                    : null;
            all.put(role, Members.of(hoixa, prefix + role.key(), commune, role, officer));
        }
        return all;
    }
}
