package vn.hoixa.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;

@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
// What runs before each invocation sets them.
@SuppressWarnings("NullAway.Init")
class PurgeTest {
    private static final String OA = "4600000000000000001";
    /** Higher than what a database gives out by itself; their cases likewise. */
    private static final long LAN = 1001;

    private static final long WAITS = 1002;
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    static Path folder;

    private static @Nullable FreshDatabase opened;
    private static Database database;

    @Parameter
    FreshDatabase.Kind kind;

    private final MovableClock clock = new MovableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Retention retention =
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("hoixa.keep", Retention.class);

    @BeforeParameterizedClassInvocation
    static void open(FreshDatabase.Kind kind) {
        opened = null;
        opened = FreshDatabase.of(kind, folder.resolve(kind.name()));
        database = opened.database();
    }

    @AfterParameterizedClassInvocation
    static void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    @BeforeEach
    void empty() {
        for (String table : List.of(
                "case_text",
                "case_history",
                "notice",
                "cases",
                "desk_question",
                "link_code",
                "report_link",
                "officer",
                "dossier",
                "dossier_import",
                "dead_letter",
                "audit",
                "alarm",
                "link_failure",
                "link_code",
                "review_link",
                "invitation",
                "account_session",
                "account",
                "sign_in_failure",
                "purge",
                "resident")) {
            write("DELETE FROM " + table);
        }
        write("INSERT INTO resident (id, oa, zalo_user, first_seen) VALUES (" + LAN + ", '" + OA + "', 'lan', 0)");
        write("INSERT INTO resident (id, oa, zalo_user, first_seen) VALUES (" + WAITS + ", '" + OA + "', 'waits', 0)");
        write("INSERT INTO officer (id, commune, officer_key, name, post, unit, role, rank)"
                + " VALUES (1001, 'xa-mau', 'o', 'O', 'P', 'OFFICE', 'OFFICER', 1)");
        write("INSERT INTO account (id, name, shown_name, password_hash, created_at)"
                + " VALUES (1001, 'a', 'A', 'x', 0)");
        write("INSERT INTO cases (id, commune, number, resident_id, reason, state, opened_at)"
                + " VALUES (1001, 'xa-mau', 1, 1001, 'UNSURE', 'closed', 0)");
        write("INSERT INTO cases (id, commune, number, resident_id, reason, state, opened_at)"
                + " VALUES (1002, 'xa-mau', 2, 1002, 'UNSURE', 'taken', 0)");
    }

    @Test
    void deletesEachKindOnceItsTimeIsOver() {
        Map<String, Duration> times = new TreeMap<>();
        for (Kept kept : Kept.ALL) {
            Duration time = kept.time().apply(retention);
            times.put(kept.kind(), time);
            keep(kept.kind(), LAN, clock.instant().minus(time).minusSeconds(60));
            keep(kept.kind(), LAN, clock.instant().minus(time).plusSeconds(60));
        }

        look();

        for (String each : times.keySet()) {
            assertThat(rows(each)).as(each).isEqualTo(1);
            // A list goes with its lines.
            assertThat(purged(each)).as(each).isEqualTo(each.equals("dossier_import") ? 2 : 1);
        }

        clock.pass(DAY);
        look();

        for (String each : times.keySet()) {
            assertThat(rows(each)).as(each).isZero();
        }
        assertThat(times).hasSizeGreaterThan(15).containsEntry("dead_letter", Duration.ofDays(90));
    }

    @Test
    void keepsTheWordsOfWhoWaitsForAnAnswer() {
        for (String each : List.of("incoming", "outgoing", "case_text", "turn", "explanation")) {
            keep(each, WAITS, Instant.EPOCH);
        }

        look();

        assertThat(rows("incoming") + rows("outgoing") + rows("case_text")).isEqualTo(3);
        assertThat(rows("turn")).isEqualTo(1);
        assertThat(rows("explanation")).isEqualTo(1);
        assertThat(users()).contains("waits");
    }

    @Test
    void forgetsWhoHasNothingHereAnyMoreAndKeepsTheNumbersOfTheirCases() {
        write("INSERT INTO case_history (case_id, at, what, reason) VALUES (1001, 0, 'opened', 'UNSURE')");
        keep("incoming", LAN, Instant.EPOCH);

        look();

        assertThat(users()).containsExactlyInAnyOrder("waits", "");
        assertThat(longs("SELECT number FROM cases ORDER BY number")).containsExactly(1L, 2L);
        assertThat(longs("SELECT COUNT(*) FROM case_history")).containsExactly(1L);
        assertThat(purged("resident")).isEqualTo(1);
    }

    @Test
    void forgetsWhoWasToldThatAllIsErased() {
        keep("outgoing", LAN, clock.instant());
        write("UPDATE outgoing SET kind = 'farewell'");
        keep("incoming", LAN, clock.instant());
        write("UPDATE incoming SET kind = 'seen'");
        write("UPDATE resident SET first_seen = " + clock.millis());
        look();
        assertThat(users()).contains("lan");

        clock.pass(DAY.plusHours(1));
        look();

        assertThat(users()).doesNotContain("lan");
    }

    @Test
    void runsOnceADayHoweverManyInstances() {
        clock.pass(Duration.between(clock.instant(), Instant.parse("2026-11-24T19:59:00Z")));
        keep("audit", LAN, Instant.EPOCH);
        look();
        assertThat(rows("audit")).as("before three in the morning").isEqualTo(1);
        clock.pass(Duration.ofMinutes(1));
        look();
        assertThat(rows("audit")).isZero();
        keep("audit", LAN, Instant.EPOCH);

        look();
        new Purge(database, retention, clock, meters).look();

        assertThat(rows("audit")).isEqualTo(1);
        clock.pass(DAY);
        look();
        assertThat(rows("audit")).isZero();
    }

    @Test
    void letsOthersWriteWhileItDeletesAHundredThousandRows() throws InterruptedException {
        write("""
                INSERT INTO incoming (event_key, resident_id, kind, text, zalo_time, received_at)
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
                SELECT 'k' || i, 1001, 'text', 'what a resident writes is about that long, more or less, ' || i, i, i FROM n""");
        write("""
                INSERT INTO turn (resident_id, number, decision, reason, knowledge, explanation, decided_at)
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000)
                SELECT 1001, i, 'answer', 'sure', 'v', 'an explanation is longer than what it explains', i FROM n""");
        List<Long> waits = Collections.synchronizedList(new ArrayList<>());
        var isOver = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            while (!isOver.get()) {
                long began = System.nanoTime();
                write("UPDATE resident SET name_due_at = 1 WHERE id = 1002");
                waits.add((System.nanoTime() - began) / 1_000_000);
            }
        });

        look();
        isOver.set(true);
        writer.join();

        assertThat(rows("incoming") + rows("turn")).isZero();
        List<Long> sorted = waits.stream().sorted().toList();
        assertThat(sorted).hasSizeGreaterThan(50);
        // The very longest is whatever else the machine did.
        assertThat(sorted.get(sorted.size() * 98 / 100))
                .as("milliseconds, of %s writes", sorted.size())
                .isLessThan(200);
    }

    private void look() {
        new Purge(database, retention, clock, meters).look();
    }

    private double purged(String what) {
        return meters.get("hoixa.privacy.purged").tag("kind", what).counter().count();
    }

    /** A row of that kind and of that time. */
    private void keep(String what, long resident, Instant at) {
        long time = at.toEpochMilli();
        String key = "k" + longs("SELECT COUNT(*) FROM incoming").getFirst() + time;
        switch (what) {
            case "incoming" ->
                write(
                        "INSERT INTO incoming (event_key, resident_id, kind, zalo_time, received_at) VALUES (?, ?, 'text', 0, ?)",
                        key,
                        resident,
                        time);
            case "outgoing" ->
                write(
                        "INSERT INTO outgoing (resident_id, turn, position, kind, text, state, attempts, not_after, created_at)"
                                + " VALUES (?, ?, 0, 'answer', '', 'sent', 1, 0, ?)",
                        resident,
                        time,
                        time);
            case "case_text" ->
                write(
                        "INSERT INTO case_text (case_id, resident_id, kind, text, created_at) VALUES (?, ?, 'answer', '', ?)",
                        resident,
                        resident,
                        time);
            case "meeting_matter" -> {
                write("INSERT INTO meeting (commune, kind, first_day, weekly, begins, ends, place, fields, closes_days)"
                        + " VALUES ('c', 'dialogue', '', 0, '', '', '', '', 0)");
                write(
                        "INSERT INTO meeting_matter (meeting_id, starts_at, resident_id, text, excluded, created_at)"
                                + " SELECT MAX(id), ?, ?, '', '', 0 FROM meeting",
                        time,
                        resident);
            }
            case "notice" ->
                write(
                        "INSERT INTO notice (case_id, officer_id, kind, text, state, created_at) VALUES (1001, 1001, 'more', '', 'told', ?)",
                        time);
            case "attachment" ->
                write(
                        "INSERT INTO attachment (resident_id, event_key, position, kind, name, url, state, created_at)"
                                + " VALUES (?, ?, 0, 'image', '', '', 'purged', ?)",
                        resident,
                        key,
                        time);
            case "turn" -> turn(resident, time, "answer", null);
            case "explanation" -> turn(resident, time + 1, "explained", "{}");
            case "rating_prompt" -> {
                write("INSERT INTO resident (oa, zalo_user, first_seen) VALUES ('o', ?, ?)", key, clock.millis());
                write(
                        "INSERT INTO rating_prompt (resident_id, not_before) SELECT id, ? FROM resident WHERE zalo_user = ?",
                        time,
                        key);
            }
            case "dead_letter" ->
                write(
                        "INSERT INTO dead_letter (event_key, oa, zalo_user, cause, attempts, body, buried_at)"
                                + " VALUES (?, 'o', 'u', '', 1, '', ?)",
                        key,
                        time);
            case "audit" ->
                write("INSERT INTO audit (at, who, what, on_what, reason) VALUES (?, '', '', '', '')", time);
            case "dossier" -> {
                write(
                        "INSERT INTO dossier_import (commune, state, imported_at, kept, report) VALUES ('c', 'old', ?, 1, '')",
                        time);
                write("INSERT INTO dossier (import_id, code_key, code, state, words, title)"
                        + " SELECT MAX(id), 'k', 'k', 's', '', '' FROM dossier_import");
            }
            case "dossier_import" ->
                write(
                        "INSERT INTO dossier_import (commune, state, imported_at, kept, report) VALUES ('e', 'old', ?, 1, '')",
                        time);
            case "alarm" ->
                write(
                        "INSERT INTO alarm (kind, subject, since, seen_at, times, detail, cleared_at) VALUES ('k', 's', 0, 0, 1, '', ?)",
                        time);
            case "link_failure" ->
                write("INSERT INTO link_failure (oa, zalo_user, failures, last_at) VALUES (?, 'u', 1, ?)", key, time);
            case "link_code" ->
                write("INSERT INTO link_code (code_hash, officer_id, expires_at) VALUES (?, 1001, ?)", key, time);
            case "review_link" ->
                write(
                        "INSERT INTO review_link (secret_hash, commune, person, expires_at) VALUES (?, 'c', 'p', ?)",
                        key,
                        time);
            case "report_link" ->
                write(
                        "INSERT INTO report_link (secret_hash, officer_id, period, expires_at) VALUES (?, 1001, '2026-W47', ?)",
                        key,
                        time);
            case "invitation" -> write("INSERT INTO invitation (secret_hash, expires_at) VALUES (?, ?)", key, time);
            case "session" ->
                write(
                        "INSERT INTO account_session (secret_hash, account_id, started_at, seen_at) VALUES (?, 1001, 0, ?)",
                        key,
                        time);
            case "sign_in_failure" ->
                write(
                        "INSERT INTO sign_in_failure (subject, failures, last_at, waits_till) VALUES (?, 1, ?, 0)",
                        key,
                        time);
            case "desk_question" -> {
                write(
                        "INSERT INTO officer (commune, officer_key, name, post, unit, role, rank) VALUES ('c', ?, '', '', '', '', 1)",
                        key);
                write(
                        "INSERT INTO desk_question (officer_id, asked, choices, words, asked_at)"
                                + " SELECT id, 'case', '', '', ? FROM officer WHERE officer_key = ?",
                        time,
                        key);
            }
            default -> throw new IllegalArgumentException("a kind that this test does not know: " + what);
        }
    }

    private void turn(long resident, long time, String decision, @Nullable String explanation) {
        database.write(transaction -> transaction
                .sql("INSERT INTO turn (resident_id, number, decision, reason, knowledge, explanation, decided_at)"
                        + " VALUES (?, ?, ?, 'sure', 'v', ?, ?)")
                .params(resident, time, decision)
                .param(explanation)
                .param(time)
                .update());
    }

    private static long rows(String what) {
        return longs(
                        switch (what) {
                            case "session" -> "SELECT COUNT(*) FROM account_session";
                            case "explanation" -> "SELECT COUNT(explanation) FROM turn";
                            case "turn" -> "SELECT COUNT(*) FROM turn WHERE decision = 'answer'";
                            case "dossier_import" -> "SELECT COUNT(*) FROM dossier_import WHERE commune = 'e'";
                            default -> "SELECT COUNT(*) FROM " + what;
                        })
                .getFirst();
    }

    private static List<String> users() {
        return database.read()
                .sql("SELECT zalo_user FROM resident")
                .query(String.class)
                .list();
    }

    private static List<Long> longs(String sql) {
        return database.read().sql(sql).query(Long.class).list();
    }

    private static void write(String sql, Object... values) {
        database.write(transaction -> transaction.sql(sql).params(values).update());
    }
}
