package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.account.SignedIn;
import vn.hoixa.console.ReportExports.Export;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.report.Period;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;

/** Two instances, on one database. */
class ReportExportsTest {
    private static final Commune XA_MAU = commune("xa-mau");
    private static final Period MONTH = Period.of("2026-05").orElseThrow();
    private static final SignedIn LEADER = new SignedIn(1, "chu.tich", "Chủ tịch", null, Set.of());
    private static final SignedIn ANOTHER = new SignedIn(2, "pho", "Phó chủ tịch", null, Set.of());
    private static final int ROWS = 1_000;

    private final MovableClock clock = new MovableClock();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource
    void isMadeByOneAndFetchedFromAnother(FreshDatabase.Kind kind, @TempDir Path data) throws Exception {
        try (FreshDatabase database = FreshDatabase.of(kind, data)) {
            ReportExports one = new ReportExports(database.database(), clock);
            ReportExports other = new ReportExports(database.database(), clock);
            byte[] file = new byte[700_000];
            new Random(427).nextBytes(file);

            long id = one.start(LEADER, XA_MAU, MONTH, "xlsx", ROWS, (out, each) -> {
                        out.write(file);
                        rows(each, 430);
                        await(goOn);
                        rows(each, 570);
                    })
                    .orElseThrow();

            eventually(() -> assertThat(export(other, id).percent()).isEqualTo(43));
            assertThat(export(other, id).isMaking()).isTrue();
            goOn.countDown();
            eventually(() -> assertThat(export(other, id).state()).isEqualTo("done"));
            assertThat(other.size(export(other, id))).isEqualTo(file.length);
            ByteArrayOutputStream fetched = new ByteArrayOutputStream();
            other.copy(export(other, id), fetched);
            assertThat(fetched.toByteArray()).isEqualTo(file);
            one.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNobodyElsesAndGoneInTime(FreshDatabase.Kind kind, @TempDir Path data) throws Exception {
        try (FreshDatabase database = FreshDatabase.of(kind, data)) {
            ReportExports exports = new ReportExports(database.database(), clock);
            long kept = made(exports);
            long fetched = made(exports);

            assertThat(exports.find(ANOTHER, XA_MAU, kept)).isEmpty();
            assertThat(exports.find(LEADER, commune("another"), kept)).isEmpty();
            exports.copy(export(exports, fetched), OutputStream.nullOutputStream());
            clock.pass(Duration.ofMinutes(11));
            exports.purge();
            assertThat(exports.find(LEADER, XA_MAU, fetched)).isEmpty();
            assertThat(exports.find(LEADER, XA_MAU, kept)).isPresent();
            clock.pass(Duration.ofMinutes(50));
            exports.purge();
            assertThat(parts(database)).isZero();
            exports.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void stopsWhereItIsCancelledAtAnother(FreshDatabase.Kind kind, @TempDir Path data) throws Exception {
        try (FreshDatabase database = FreshDatabase.of(kind, data)) {
            ReportExports one = new ReportExports(database.database(), clock);
            ReportExports other = new ReportExports(database.database(), clock);
            AtomicBoolean isWhole = new AtomicBoolean();
            CountDownLatch over = new CountDownLatch(1);
            long id = one.start(LEADER, XA_MAU, MONTH, "csv", ROWS, (out, each) -> {
                        try {
                            out.write(new byte[300_000]);
                            await(goOn);
                            rows(each, ROWS);
                            isWhole.set(true);
                        } finally {
                            over.countDown();
                        }
                    })
                    .orElseThrow();

            other.cancel(export(other, id));
            goOn.countDown();

            await(over);
            one.stop();
            assertThat(isWhole).isFalse();
            assertThat(one.find(LEADER, XA_MAU, id)).isEmpty();
            assertThat(parts(database)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatItFailedOrWasLeft(FreshDatabase.Kind kind, @TempDir Path data) throws Exception {
        try (FreshDatabase database = FreshDatabase.of(kind, data)) {
            ReportExports exports = new ReportExports(database.database(), clock);
            long broken = exports.start(LEADER, XA_MAU, MONTH, "csv", ROWS, (out, each) -> {
                        throw new IOException("the disk is full");
                    })
                    .orElseThrow();
            eventually(() -> assertThat(export(exports, broken).isFailed()).isTrue());

            long left = exports.start(LEADER, XA_MAU, MONTH, "csv", ROWS, (out, each) -> await(goOn))
                    .orElseThrow();
            assertThat(export(exports, left).isMaking()).isTrue();
            clock.pass(Duration.ofMinutes(3));
            assertThat(export(exports, left).isFailed()).isTrue();
            goOn.countDown();
            exports.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesTwoAtOnceAndNoMore(FreshDatabase.Kind kind, @TempDir Path data) throws Exception {
        try (FreshDatabase database = FreshDatabase.of(kind, data)) {
            ReportExports exports = new ReportExports(database.database(), clock);
            ReportExports.Work work = (out, each) -> await(goOn);

            assertThat(exports.start(LEADER, XA_MAU, MONTH, "csv", ROWS, work)).isPresent();
            assertThat(exports.start(ANOTHER, XA_MAU, MONTH, "csv", ROWS, work)).isPresent();
            assertThat(exports.start(LEADER, XA_MAU, MONTH, "xlsx", ROWS, work)).isEmpty();
            goOn.countDown();
            eventually(() -> assertThat(exports.start(LEADER, XA_MAU, MONTH, "xlsx", ROWS, work))
                    .isPresent());
            exports.stop();
        }
    }

    private static long made(ReportExports exports) {
        long id = exports.start(LEADER, XA_MAU, MONTH, "csv", ROWS, (out, each) -> out.write(1))
                .orElseThrow();
        eventually(() -> assertThat(export(exports, id).state()).isEqualTo("done"));
        return id;
    }

    private static Export export(ReportExports exports, long id) {
        return exports.find(LEADER, XA_MAU, id).orElseThrow();
    }

    private static long parts(FreshDatabase database) {
        return database.database()
                .read()
                .sql("SELECT COUNT(*) FROM report_export_part")
                .query(Long.class)
                .single();
    }

    private static void rows(Runnable each, int many) {
        for (int i = 0; i < many; i++) {
            each.run();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Commune commune(String id) {
        return new Commune(id, "oa of " + id, "xã Mẫu", "tỉnh Mẫu", "", "", Map.of(), List.of(), List.of(), Map.of());
    }
}
