package vn.hoixa.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;
import static vn.hoixa.testing.RunningHoiXa.OA;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Link;
import vn.hoixa.directory.Officer;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Cases;
import vn.hoixa.inquiry.Sweep;
import vn.hoixa.knowledge.CommuneTime;

/** Residents and officers of the sample commune walk with their cases through days and weeks. */
public final class CaseWalk implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(8_100);
    private static final String COMMUNE = "xa-mau";

    private final AtomicInteger messages = new AtomicInteger();
    private final Path data;
    private final String[] settings;
    private RunningHoiXa hoixa;

    public CaseWalk(Path data, String... settings) {
        this.data = data;
        this.settings = settings.clone();
        this.hoixa = RunningHoiXa.start(data, settings);
    }

    public RunningHoiXa hoixa() {
        return hoixa;
    }

    public void stop() {
        hoixa.stop();
    }

    /** On the same data, with the same Zalo and clock. */
    public void startAgain() {
        hoixa = RunningHoiXa.start(data, hoixa.zalo(), hoixa.clock(), settings);
        settle();
    }

    @Override
    public void close() {
        hoixa.close();
    }

    /** Says it, and waits for what is said back. */
    public void say(String user, String text) {
        settle();
        int before = hoixa.answersTo(user).size();
        // Not numbered by HoiXa's own rig, which starts over with it.
        hoixa.post(hoixa.textEvent(user, text, "walk%016d".formatted(messages.incrementAndGet())));
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo(user)).hasSizeGreaterThan(before));
        settle();
    }

    /** Says what an officer has to look at first, and waits until they were told. */
    public void ask(String user, String text) {
        settle();
        int before = notified();
        hoixa.post(hoixa.textEvent(user, text, "walk%016d".formatted(messages.incrementAndGet())));
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(notified()).isGreaterThan(before));
        settle();
    }

    private int notified() {
        return count(
                "SELECT COUNT(*) FROM notice WHERE created_at <= :now",
                hoixa.clock().millis());
    }

    public String last(String user) {
        List<String> answers = hoixa.answersTo(user);
        return answers.isEmpty() ? "" : answers.getLast();
    }

    /** What a user was sent that says so. */
    public List<String> told(String user, String words) {
        return hoixa.answersTo(user).stream()
                .filter(text -> text.contains(words))
                .toList();
    }

    /** An officer's account, which opens the page's window to it. */
    public void link(String user, String key) {
        say(user, "chào");
        Directory directory = hoixa.bean(Directory.class);
        assertThat(directory.redeem(OA, user, directory.newCode(officer(key).id())))
                .isInstanceOf(Link.Linked.class);
    }

    public Officer officer(String key) {
        return hoixa.bean(Directory.class).of(COMMUNE).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Kinds of all notices to that officer, by page or by mail, the oldest first. */
    public List<String> notices(String key) {
        return hoixa.database().read().sql("""
                        SELECT n.kind FROM notice n JOIN officer o ON o.id = n.officer_id
                        WHERE o.officer_key = ? ORDER BY n.id""").param(key).query(String.class).list();
    }

    /** Their texts. */
    public List<String> noticed(String key) {
        return hoixa.database().read().sql("""
                        SELECT n.text FROM notice n JOIN officer o ON o.id = n.officer_id
                        WHERE o.officer_key = ? ORDER BY n.id""").param(key).query(String.class).list();
    }

    public Case aCase(int number) {
        return hoixa.bean(Cases.class).find(COMMUNE, new CaseNumber(number)).orElseThrow();
    }

    public List<String> history(int number) {
        return hoixa.database()
                .read()
                .sql("SELECT what FROM case_history WHERE case_id = ? ORDER BY id")
                .param(aCase(number).id())
                .query(String.class)
                .list();
    }

    /** Moves the clock to that time in Vietnam, and waits until all that is due by then is done. */
    public void moveTo(String local) {
        settle();
        hoixa.clock().pass(Duration.between(hoixa.clock().instant(), at(local)));
        Sweep.now(hoixa);
        long now = hoixa.clock().millis();
        eventually(() -> assertThat(count("SELECT COUNT(*) FROM rating_prompt WHERE due_at <= :now", now))
                .isZero());
        settle();
    }

    public static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CommuneTime.ZONE).toInstant();
    }

    /** Until no case's clock is due, and nothing is being sent; Zalo notes what it took after it answered. */
    public void settle() {
        long now = hoixa.clock().millis();
        eventually(() -> {
            assertThat(count("""
                            SELECT (SELECT COUNT(*) FROM cases WHERE due_at <= :now)
                                + (SELECT COUNT(*) FROM conversation WHERE last_call_at <= :now)
                                + (SELECT COUNT(*) FROM outgoing WHERE due_at <= :now OR state = 'sending')""", now)).isZero();
            assertThat(hoixa.zalo().findAll(WireMock.postRequestedFor(WireMock.urlEqualTo(RunningHoiXa.SEND_PATH))))
                    .hasSizeGreaterThanOrEqualTo(count("SELECT COUNT(*) FROM outgoing WHERE state = 'sent'", now));
        });
    }

    private int count(String sql, long now) {
        return hoixa.database()
                .read()
                .sql(sql)
                .param("now", now)
                .query(Integer.class)
                .single();
    }

    /** A copy of the knowledge base, to be changed. */
    public static Path knowledge(Path to) throws IOException {
        Path from = Path.of("knowledge-base");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return to;
    }
}
