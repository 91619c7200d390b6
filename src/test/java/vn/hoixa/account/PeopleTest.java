package vn.hoixa.account;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.account.Visitor.location;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.testing.RunningHoiXa;

/** Who may take whose account out of use, over real HTTP. */
class PeopleTest {
    private static final String PASSWORD = "đò đầy bến vắng";
    private static final String PEOPLE = "/console/people";

    private static RunningHoiXa hoixa;

    private Visitor first;
    private Visitor second;

    @BeforeAll
    static void start(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);
        accept(path(FirstLink.of(hoixa)), "nguoi.mot");
        Visitor one = signedIn("nguoi.mot");
        accept(invitedBy(one), "nguoi.hai");
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @BeforeEach
    void bothAreIn() {
        hoixa.database()
                .write(transaction ->
                        transaction.sql("UPDATE account SET disabled_at = NULL").update()
                                + transaction.sql("DELETE FROM sign_in_failure").update());
        first = signedIn("nguoi.mot");
        second = signedIn("nguoi.hai");
    }

    @Test
    void showsWhoHasAnAccountAndInvitesOthers() {
        String page = first.get(PEOPLE).body();

        assertThat(page)
                .contains("Người nguoi.mot", "Tên đăng nhập: nguoi.hai", "Đây là tài khoản của ông/bà")
                .contains(PEOPLE + "/2/disable")
                .doesNotContain(PEOPLE + "/1/disable");
        String link = invitedBy(first);
        assertThat(new Visitor(hoixa).get(link).body()).contains("Tài khoản quản trị");
        assertThat(first.get(PEOPLE).body()).doesNotContain(link);
        assertThat(first.get("/console").body()).contains("href=\"" + PEOPLE + "\"");
    }

    @Test
    void aDisabledAccountIsOutAtOnceAndStaysOutOfItsOldSessionsWhenItIsEnabled() {
        HttpResponse<String> done = first.submit(PEOPLE, PEOPLE + "/2/disable");

        assertThat(location(done)).endsWith("said=disabled");
        assertThat(first.get(location(done)).body()).contains("Đã ngừng tài khoản", "Cho dùng lại");
        assertThat(second.isSignedIn()).isFalse();
        assertThat(location(new Visitor(hoixa).signIn("nguoi.hai", PASSWORD))).endsWith("said=wrong");

        hoixa.clock().pass(Duration.ofSeconds(2));
        assertThat(location(first.submit(PEOPLE, PEOPLE + "/2/enable"))).endsWith("said=enabled");
        assertThat(second.isSignedIn()).isFalse();
        assertThat(location(new Visitor(hoixa).signIn("nguoi.hai", PASSWORD))).endsWith("/console");
        assertThat(audited()).contains("account 1|account disabled|account 2", "account 1|account enabled|account 2");
    }

    @Test
    void nobodyDisablesTheOwnAccountSoOneThatWorksIsLeft() {
        HttpResponse<String> done = first.submit(PEOPLE, PEOPLE + "/1/disable");

        assertThat(first.get(location(done)).body()).contains("không tự ngừng tài khoản của mình được");
        assertThat(first.isSignedIn()).isTrue();
        assertThat(location(first.submit(PEOPLE, PEOPLE + "/99/disable"))).endsWith("said=nothing");
    }

    @Test
    void twoWhoDisableEachOtherAtOnceAreNotBothOut() {
        People people = hoixa.bean(People.class);
        Accounts accounts = hoixa.bean(Accounts.class);
        SignedIn one = accounts.named("nguoi.mot").orElseThrow().signedIn();
        SignedIn two = accounts.named("nguoi.hai").orElseThrow().signedIn();

        List<People.Outcome> outcomes = Stream.of(
                        CompletableFuture.supplyAsync(() -> people.disable(one, two.id())),
                        CompletableFuture.supplyAsync(() -> people.disable(two, one.id())))
                .map(CompletableFuture::join)
                .toList();

        assertThat(outcomes).containsExactlyInAnyOrder(People.Outcome.DONE, People.Outcome.NOTHING);
        assertThat(people.all()).filteredOn(person -> !person.isDisabled()).hasSize(1);
    }

    @Test
    void anAdministratorOfOneCommuneGivesAndTakesRolesThereAndTouchesNothingElse() {
        Visitor local = Members.of(hoixa, "nguoi.ba", "xa-mau", Role.ADMINISTRATOR, null);
        Members.of(hoixa, "nguoi.bon", "xa-mau", Role.OFFICER, null);
        String page = PEOPLE + "/of/xa-mau";

        assertThat(local.get(PEOPLE).statusCode()).isEqualTo(404);
        assertThat(local.get(page).body()).contains("nguoi.bon").doesNotContain("nguoi.mot");
        assertThat(local.get("/console/zalo").statusCode()).isEqualTo(404);
        assertThat(local.get(PEOPLE + "/of/xa-khac").statusCode()).isEqualTo(404);

        long four = id("nguoi.bon");
        assertThat(location(local.submit(page, page + "/" + four + "/roles", "role", "EDITOR")))
                .endsWith("said=done");
        assertThat(roles("nguoi.bon")).containsExactlyInAnyOrder("xa-mau OFFICER", "xa-mau EDITOR");
        // What the form says of another place does not count on a commune's page.
        local.submit(page, page + "/" + four + "/roles", "role", "ADMINISTRATOR", "where", "");
        assertThat(roles("nguoi.bon")).contains("xa-mau ADMINISTRATOR").doesNotContain(" ADMINISTRATOR");
        assertThat(location(local.submit(page, page + "/1/disable"))).endsWith("said=nothing");
        assertThat(location(local.submit(page, page + "/1/roles", "role", "OFFICER")))
                .endsWith("said=nothing");
        assertThat(local.submit(page, page + "/1/reset").statusCode()).isEqualTo(404);
        assertThat(local.submit(page, page + "/" + four + "/reset").body()).contains("/account/invitation/");
        assertThat(location(local.submit(page, page + "/" + four + "/roles/taken", "role", "EDITOR")))
                .endsWith("said=done");
        assertThat(location(local.submit(page, page + "/" + id("nguoi.ba") + "/roles/taken", "role", "ADMINISTRATOR")))
                .endsWith("said=own");
        String three = "account " + id("nguoi.ba");
        assertThat(audited()).contains(three + "|role given|account " + four, three + "|role taken|account " + four);
    }

    @Test
    void whoLeavesTheDirectoryIsOut() {
        Officer officer = hoixa.bean(Directory.class).of("xa-mau").getLast();
        Visitor member = Members.of(hoixa, "nguoi.nam", "xa-mau", Role.OFFICER, officer.id());
        assertThat(member.isSignedIn()).isTrue();

        hoixa.bean(Directory.class).remove("test", officer.id());

        assertThat(member.isSignedIn()).isFalse();
        assertThat(location(member.signIn("nguoi.nam", Members.PASSWORD))).endsWith("said=wrong");
    }

    @Test
    void isClosedToStrangersAndToForgedForms() {
        Visitor stranger = new Visitor(hoixa);

        assertThat(location(stranger.get(PEOPLE))).endsWith("/account/sign-in");
        assertThat(first.post(PEOPLE + "/2/disable").statusCode()).isEqualTo(403);
        assertThat(second.isSignedIn()).isTrue();
    }

    private static long id(String name) {
        return hoixa.bean(Accounts.class).named(name).orElseThrow().id();
    }

    private static List<String> roles(String name) {
        return hoixa.bean(Accounts.class).named(name).orElseThrow().memberships().stream()
                .map(held -> held.commune() + " " + held.role())
                .toList();
    }

    private static Visitor signedIn(String name) {
        var visitor = new Visitor(hoixa);
        assertThat(location(visitor.signIn(name, PASSWORD))).endsWith("/console");
        return visitor;
    }

    private static String invitedBy(Visitor administrator) {
        String page = administrator
                .submit(PEOPLE, PEOPLE + "/invitations", "role", "ADMINISTRATOR")
                .body();
        return path(page.replaceAll("(?s).*<code>([^<]*)</code>.*", "$1"));
    }

    private static void accept(String link, String name) {
        HttpResponse<String> made = new Visitor(hoixa)
                .submit(
                        link,
                        link,
                        "username",
                        name,
                        "shown",
                        "Người " + name,
                        "password",
                        PASSWORD,
                        "again",
                        PASSWORD);
        assertThat(location(made)).endsWith("said=made");
    }

    private static String path(String address) {
        return Objects.requireNonNull(URI.create(address).getPath());
    }

    private static List<String> audited() {
        return hoixa.database()
                .read()
                .sql("SELECT who || '|' || what || '|' || on_what FROM audit ORDER BY id")
                .query(String.class)
                .list();
    }
}
