package vn.hoixa.attachment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.alarm.AlarmsOfTests;
import vn.hoixa.knowledge.Links;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.mailbox.TestRedis;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.zalo.Downloads;
import vn.hoixa.zalo.DownloadsOfTests;
import vn.hoixa.zalo.Parcel;
import vn.hoixa.zalo.ZaloEvent;

@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
class AttachmentsTest {
    private static final ResidentId RESIDENT = new ResidentId("4600000000000000001", "7700000000000000001");
    private static final ResidentId NEIGHBOUR = new ResidentId(RESIDENT.oa(), "7700000000000000002");
    private static final URI SITE = URI.create("https://hoi.xa-mau.gov.vn");

    private final FreshDatabase.Kind kind;

    @TempDir
    Path data;

    @TempDir
    Path redisData;

    private final MovableClock clock = new MovableClock();
    private WireMockServer server;
    private @Nullable FreshDatabase opened;
    private FreshDatabase record;
    private TestRedis redis;
    private Mailbox mailbox;
    private Downloads downloads;
    private Attachments attachments;
    private Alarms alarms;

    AttachmentsTest(FreshDatabase.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() {
        opened = FreshDatabase.of(kind, data);
        record = opened;
        server = DownloadsOfTests.server();
        redis = TestRedis.start(redisData);
        mailbox = redis.mailbox(clock, Duration.ofSeconds(30));
        downloads = DownloadsOfTests.reachingTests(Duration.ofSeconds(2));
        alarms = AlarmsOfTests.of(record, clock);
        attachments = attachments(record.database());
    }

    private Attachments attachments(Database database) {
        return new Attachments(
                database,
                downloads,
                mailbox,
                new Links(SITE, List.of("gov.vn")),
                clock,
                new AttachmentSettings(Duration.ofDays(90), 30, DataSize.ofKilobytes(300), DataSize.ofKilobytes(600)),
                alarms);
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (opened == null) {
            return;
        }
        attachments.stop();
        downloads.close();
        redis.close();
        record.close();
        server.stop();
    }

    @Test
    void keepsAPictureUnderItsHashWhereEveryInstanceFindsIt() throws IOException {
        byte[] picture = Pictures.ofNothing();
        answer("/a.exe", ok().withBody(picture).withHeader("Content-Type", "application/x-msdownload"));

        arrives("k1", image("/a.exe"));

        eventually(() -> assertThat(row("k1").state()).isEqualTo("fetched"));
        Row row = row("k1");
        assertThat(row.type()).isEqualTo("JPEG");
        assertThat(row.size()).isEqualTo(picture.length);
        assertThat(files()).containsExactly(String.valueOf(row.sha256()));
        assertThat(attachments.content(id("k1")).orElseThrow().content()).isEqualTo(picture);
        assertThat(row.dueAt()).isNull();
    }

    @Test
    void wakesWhoeverWaitsForIt() {
        answer("/a.jpg", ok().withBody(Pictures.ofNothing()));

        arrives("k1", image("/a.jpg"));

        eventually(() -> assertThat(mailbox.claim(1))
                .singleElement()
                .satisfies(claim -> assertThat(claim.resident()).isEqualTo(RESIDENT)));
        assertThat(attachments.seen(List.of("k1")).isPending()).isFalse();
    }

    @Test
    void refusesAPictureOfFiftyMegabytes() {
        answer("/a.jpg", ok().withBody(Arrays.copyOf(Pictures.ofNothing(), 50_000_000)));

        arrives("k1", image("/a.jpg"));

        refused("k1", "SIZE");
    }

    @Test
    void refusesWhatIsNoPictureWhateverItIsCalled() {
        answer("/a.jpg", ok().withBody("MZ\u0090…").withHeader("Content-Type", "image/jpeg"));
        answer("/b.jpg", ok().withBody("%PDF-1.7"));

        arrives("k1", image("/a.jpg"));
        arrives("k2", image("/b.jpg"));

        refused("k1", "TYPE");
        refused("k2", "TYPE");
    }

    @Test
    void takesADocumentAndRefusesAZipBombUnopened() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("bomb"));
            zip.write(new byte[100_000_000]);
        }
        answer("/a.pdf", ok().withBody("%PDF-1.7 tờ khai"));
        answer("/b.pdf", ok().withBody(zipped.toByteArray()));

        arrives("k1", file("/a.pdf"));
        arrives("k2", file("/b.pdf"));

        eventually(() -> assertThat(row("k1").state()).isEqualTo("fetched"));
        refused("k2", "TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[Content_Types].xml", "word/document.xml", "xl/worksheets/sheet1.xml"})
    void keepsADocumentThatIsABombPackedAsItIs(String first) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry(first));
            zip.write(new byte[100_000_000]);
        }
        answer("/a.docx", ok().withBody(zipped.toByteArray()));

        arrives("k1", file("/a.docx"));

        eventually(() -> assertThat(row("k1").state()).isEqualTo("fetched"));
        assertThat(row("k1").size()).isEqualTo(zipped.size());
    }

    @Test
    void refusesAnAddressInAPrivateNetwork() {
        answer("/a.jpg", aResponse().withStatus(302).withHeader("Location", "https://10.0.0.1/admin"));

        arrives("k1", image("/a.jpg"));

        refused("k1", "PRIVATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[64:ff9b::a00:1]", "[fd00::1]"})
    void refusesAPrivateAddressInTheDressOfIPv6(String host) {
        answer("/a.jpg", aResponse().withStatus(302).withHeader("Location", "https://" + host + "/admin"));
        downloads.close();
        downloads = DownloadsOfTests.guardedBut(Duration.ofSeconds(2));
        attachments = attachments(record.database());

        arrives(
                "k1",
                new ZaloEvent.Image(
                        origin("user_send_image"),
                        "m",
                        "",
                        List.of("https://files.test:" + server.httpsPort() + "/a.jpg")));

        refused("k1", "PRIVATE");
    }

    @Test
    void triesAgainAFewTimesAndThenNoMore() {
        answer("/a.jpg", aResponse().withStatus(503));

        arrives("k1", image("/a.jpg"));

        for (Duration pause : List.of(Duration.ofSeconds(31), Duration.ofMinutes(6), Duration.ofMinutes(61))) {
            eventually(() -> assertThat(row("k1").state()).isEqualTo("failed"));
            assertThat(row("k1").dueAt()).isNotNull();
            assertThat(attachments.seen(List.of("k1")).isPending()).isFalse();
            int tries = row("k1").tries();
            clock.pass(pause);
            attachments.fetchDue();
            eventually(() -> assertThat(row("k1").tries()).isEqualTo(tries + 1));
        }
        eventually(() -> assertThat(row("k1").dueAt()).isNull());
        assertThat(row("k1").cause()).isEqualTo("HTTP 503");
    }

    @Test
    void fetchesAtTheNextTryWhatFailedAtFirst() {
        answer("/a.jpg", aResponse().withStatus(503));
        arrives("k1", image("/a.jpg"));
        eventually(() -> assertThat(row("k1").state()).isEqualTo("failed"));

        answer("/a.jpg", ok().withBody(Pictures.ofNothing()));
        clock.pass(Duration.ofSeconds(31));
        attachments.fetchDue();

        eventually(() -> assertThat(row("k1").state()).isEqualTo("fetched"));
    }

    @Test
    void tellsWhatTheCodeOfAPosterSaysAndKeepsNoOther() {
        String card = "001085012345|012345678|Nguyễn Văn Mẫu|01011985|Nam|Thôn 1|01012021";
        answer("/a.jpg", ok().withBody(Pictures.ofCode(SITE + "/thu-tuc/1.001193?xa=mau&qr=1.001193", "jpeg")));
        answer("/b.jpg", ok().withBody(Pictures.ofCode(card, "png")));

        arrives("k1", image("/a.jpg"));
        arrives("k2", image("/b.jpg"));

        eventually(() -> assertThat(row("k2").state()).isEqualTo("fetched"));
        eventually(() ->
                assertThat(attachments.seen(List.of("k1", "k2")).scans()).containsExactly(new Scan.Poster("1.001193")));
        assertThat(row("k2").code()).isNull();
    }

    @Test
    void keepsOneFileForTwoWhoSentTheSameUntilBothAreOver() {
        answer("/a.jpg", ok().withBody(Pictures.ofNothing()));
        arrives("k1", image("/a.jpg"));
        eventually(() -> assertThat(row("k1").state()).isEqualTo("fetched"));
        clock.pass(Duration.ofDays(60));
        arrives("k2", image("/a.jpg"));
        eventually(() -> assertThat(row("k2").state()).isEqualTo("fetched"));

        clock.pass(Duration.ofDays(31));
        attachments.purge();
        assertThat(row("k1").state()).isEqualTo("purged");
        assertThat(row("k1").sha256()).isNull();
        assertThat(row("k2").state()).isEqualTo("fetched");
        assertThat(files()).containsExactly(String.valueOf(row("k2").sha256()));

        clock.pass(Duration.ofDays(60));
        attachments.purge();
        assertThat(row("k2").state()).isEqualTo("purged");
        assertThat(files()).isEmpty();
    }

    @Test
    void leavesNoFileOfAResidentWhoIsErasedWhileItIsFetched() {
        answer("/a.jpg", ok().withBody(Pictures.ofNothing()).withFixedDelay(300));
        arrives("k1", image("/a.jpg"));
        eventually(() -> assertThat(row("k1").tries()).isEqualTo(1));

        record.empty();

        eventually(() -> assertThat(server.getAllServeEvents()).hasSize(1));
        eventually(() -> assertThat(mailbox.claim(1)).hasSize(1));
        assertThat(files()).isEmpty();
    }

    @Test
    void fetchesSoManyOfOneResidentADayAndRecordsTheRest() {
        answer("/a.jpg", ok().withBody(Pictures.ofNothing()));
        for (int i = 0; i < 40; i++) {
            arrives("k" + i, image("/a.jpg"));
        }

        eventually(() -> assertThat(row("k29").state()).isEqualTo("fetched"));
        assertThat(row("k30").state()).isEqualTo("refused");
        assertThat(row("k39").cause()).isEqualTo("MANY");
        assertThat(attachments.seen(List.of("k30", "k39")).isRefused()).isTrue();
        server.verify(30, getRequestedFor(urlEqualTo("/a.jpg")));

        clock.pass(Duration.ofDays(1));
        arrives("next-day", image("/a.jpg"));
        eventually(() -> assertThat(row("next-day").state()).isEqualTo("fetched"));
    }

    @Test
    void keepsNoMoreOfOneResidentAndOfAllThanItMay() {
        answer("/large.pdf", ok().withBody(pdf(1, 310_000)));
        answer("/other.pdf", ok().withBody(pdf(2, 310_000)));
        answer("/third.pdf", ok().withBody(pdf(3, 10)));

        arrives("k1", file("/large.pdf"));
        eventually(() -> assertThat(row("k1").state()).isEqualTo("fetched"));
        arrives("k2", file("/third.pdf"));
        refused("k2", "MANY");
        arrives(NEIGHBOUR, "k3", file("/other.pdf"));
        eventually(() -> assertThat(row("k3").state()).isEqualTo("fetched"));
        arrives(new ResidentId(RESIDENT.oa(), "7700000000000000003"), "k4", file("/third.pdf"));
        refused("k4", "FULL");

        assertThat(attachments.untaken()).extracting(Attachments.Untaken::cause).containsExactly("FULL", "MANY");
        server.verify(0, getRequestedFor(urlEqualTo("/third.pdf")));
    }

    @Test
    void letsAnotherInstanceReadWhatThisOneFetched() throws IOException {
        byte[] picture = Pictures.ofNothing();
        answer("/a.jpg", ok().withBody(picture));
        arrives("k1", image("/a.jpg"));
        eventually(() -> assertThat(row("k1").state()).isEqualTo("fetched"));

        Parcel read = attachments(record.database()).content(id("k1")).orElseThrow();

        assertThat(read.name()).endsWith(".jpg");
        assertThat(read.content()).isEqualTo(picture);
    }

    @Test
    void deletesBytesWithTheLastWhoSentThem() {
        answer("/a.jpg", ok().withBody(Pictures.ofNothing()));
        arrives("k1", image("/a.jpg"));
        arrives(NEIGHBOUR, "k2", image("/a.jpg"));
        eventually(
                () -> assertThat(List.of(row("k1").state(), row("k2").state())).containsOnly("fetched"));

        erase(RESIDENT);
        assertThat(files()).hasSize(1);
        erase(NEIGHBOUR);

        assertThat(files()).isEmpty();
    }

    private void erase(ResidentId resident) {
        record.database().write(transaction -> {
            long row = transaction
                    .sql("SELECT id FROM resident WHERE zalo_user = ?")
                    .param(resident.user())
                    .query(Long.class)
                    .single();
            List<String> theirs = attachments.filesOf(transaction, row);
            transaction.sql("DELETE FROM resident WHERE id = ?").param(row).update();
            attachments.drop(transaction, theirs);
            return true;
        });
    }

    private static byte[] pdf(int number, int size) {
        return Arrays.copyOf(("%PDF-1.7 " + number).getBytes(StandardCharsets.UTF_8), size);
    }

    private record Row(
            String state,
            @Nullable String cause,
            int tries,
            @Nullable Long dueAt,
            @Nullable String type,
            @Nullable Long size,
            @Nullable String sha256,
            @Nullable String code) {}

    private Row row(String key) {
        return record.database()
                .read()
                .sql("SELECT state, cause, tries, due_at, type, size, sha256, code FROM attachment WHERE event_key = ?")
                .param(key)
                .query(Row.class)
                .single();
    }

    private void refused(String key, String cause) {
        eventually(() -> assertThat(row(key).state()).isEqualTo("refused"));
        assertThat(row(key).cause()).isEqualTo(cause);
        assertThat(row(key).dueAt()).isNull();
        assertThat(row(key).sha256()).isNull();
        eventually(() -> assertThat(files()).doesNotContain(key).allMatch(name -> name.length() == 64));
    }

    private List<String> files() {
        return record.database()
                .read()
                .sql("SELECT sha256 FROM stored_file")
                .query(String.class)
                .list();
    }

    private long id(String key) {
        return record.database()
                .read()
                .sql("SELECT id FROM attachment WHERE event_key = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    private void arrives(String key, ZaloEvent event) {
        arrives(RESIDENT, key, event);
    }

    private void arrives(ResidentId from, String key, ZaloEvent event) {
        record.database().write(transaction -> {
            transaction
                    .sql("INSERT INTO resident (oa, zalo_user, first_seen) VALUES (?, ?, 0) ON CONFLICT DO NOTHING")
                    .params(from.oa(), from.user())
                    .update();
            long resident = transaction
                    .sql("SELECT id FROM resident WHERE zalo_user = ?")
                    .param(from.user())
                    .query(Long.class)
                    .single();
            attachments.note(transaction, resident, key, event);
            return true;
        });
        attachments.fetch(List.of(key));
    }

    private ZaloEvent image(String path) {
        return new ZaloEvent.Image(origin("user_send_image"), "m", "", List.of(url(path)));
    }

    private ZaloEvent file(String path) {
        return new ZaloEvent.File(origin("user_send_file"), "m", "", "to-khai.pdf", url(path));
    }

    private ZaloEvent.Origin origin(String name) {
        return new ZaloEvent.Origin(name, RESIDENT, clock.instant(), "k");
    }

    private String url(String path) {
        return "https://files.example:" + server.httpsPort() + path;
    }

    private void answer(String path, ResponseDefinitionBuilder response) {
        server.stubFor(get(path).willReturn(response));
    }
}
