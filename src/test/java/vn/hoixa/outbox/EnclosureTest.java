package vn.hoixa.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.hoixa.attachment.AttachmentsOfTests;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.mailbox.TestRedis;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.zalo.Button;
import vn.hoixa.zalo.Content.Icon;
import vn.hoixa.zalo.Secret;
import vn.hoixa.zalo.ZaloClient;
import vn.hoixa.zalo.ZaloClients;

/** Letters that are more than text, from the row to Zalo. */
class EnclosureTest {
    private static final ResidentId LAN = new ResidentId("460", "lan");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration DOUBT = Duration.ofSeconds(30);
    private static final byte[] PICTURE = HexFormat.of().parseHex("ffd8ff0011");
    private static final byte[] FORM = HexFormat.of().parseHex("2550444600");
    private static final Enclosure CHOICES = new Enclosure.Choices(
            List.of(new Button.Say("Khai sinh", "1", true), new Button.Say("Khai tử", "2", true)));

    private static final ZaloOfTests zalo = new ZaloOfTests();
    private static TestRedis redis;
    private static FreshDatabase record;

    private final MovableClock clock = new MovableClock();
    private ZaloClient client;
    private PostRoom post;

    @BeforeAll
    static void open(@TempDir Path root) {
        record = FreshDatabase.of(FreshDatabase.Kind.SQLITE, root.resolve("record"));
        redis = TestRedis.start(root.resolve("redis"));
    }

    @AfterAll
    static void close() throws IOException {
        redis.close();
        record.close();
    }

    @BeforeEach
    void start() {
        redis.wipe();
        record.empty();
        record.database()
                .write(transaction -> transaction.sql("DELETE FROM upload").update()
                        + transaction.sql("DELETE FROM endpoint").update());
        zalo.forget();
        client = ZaloClients.to(
                zalo.address(),
                Duration.ofSeconds(10),
                Map.of(LAN.oa(), new Secret("t")),
                record,
                redis.buckets(clock),
                clock);
        post = aPostRoom(Set.of());
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private PostRoom aPostRoom(Set<String> pagesWithButtons) {
        return new PostRoom(
                record,
                client,
                redis.mailbox(clock, LEASE),
                clock,
                false,
                new LetterSettings(false, pagesWithButtons, Duration.ofDays(90)));
    }

    static List<Enclosure> enclosures() {
        return List.of(
                new Enclosure.Quote("m1"),
                CHOICES,
                new Enclosure.Choices(List.of(
                        new Button.Link("Xem", URI.create("https://a.gov.vn/1")),
                        new Button.Call("Gọi", "84900000000"),
                        new Button.Sms("Nhắn", "84900000000", "alo"))),
                new Enclosure.StoredFile(7),
                new Enclosure.Attachment(8),
                new Enclosure.Sticker("s1"),
                new Enclosure.InfoRequest("Số điện thoại", "Để cán bộ gọi", URI.create("https://a.gov.vn/a.png")),
                new Enclosure.Reaction("m1", Icon.HEART));
    }

    @ParameterizedTest
    @MethodSource("enclosures")
    void isReadAsItWasWritten(Enclosure enclosure) {
        assertThat(Enclosure.read(enclosure.write())).isEqualTo(enclosure);
    }

    @Test
    void hasTextBesideItOrStandsAlone() {
        assertThatThrownBy(() -> new Letter("answer", "một", null).with(new Enclosure.Sticker("s1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Letter.of("answer", new Enclosure.Quote("m1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Letter("answer", "", null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersTheMessageThatItQuotes() {
        post.write(LAN, new Letter("answer", "một", null).with(new Enclosure.Quote("m1")));

        post.work();

        assertThat(zalo.bodies()).singleElement().asString().contains("\"quote_message_id\":\"m1\"", "\"một\"");
    }

    @Test
    void dropsAQuoteThatZaloDoesNotKnow() {
        zalo.whenCalled(() -> zalo.says(zalo.calls().isEmpty() ? -201 : 0));
        post.write(LAN, new Letter("answer", "một", null).with(new Enclosure.Quote("gone")));

        post.work();

        assertThat(zalo.bodies()).hasSize(2);
        assertThat(zalo.bodies().getLast()).contains("một").doesNotContain("quote_message_id");
        assertThat(post.state("một")).isEqualTo("sent");
    }

    @Test
    void sendsNoButtonsUnlessThePageIsKnownToTakeThem() {
        post.write(LAN, aQuestion());

        post.work();

        assertThat(zalo.bodies())
                .singleElement()
                .asString()
                .contains("1. Khai sinh")
                .doesNotContain("buttons");
    }

    @Test
    void putsButtonsBesideTheNumberedTextWhereAPageTakesThem() {
        post = aPostRoom(Set.of(LAN.oa()));
        post.write(LAN, aQuestion());

        post.work();

        assertThat(zalo.bodies())
                .singleElement()
                .asString()
                .contains("1. Khai sinh", "\"type\":\"oa.query.show\"", "\"payload\":\"2\"");
    }

    @Test
    void neverSendsButtonsToAPageOfGovernment() {
        post = aPostRoom(Set.of(LAN.oa()));
        record.database()
                .write(transaction -> transaction
                        .sql("INSERT INTO endpoint (oa, endpoint, learnt_at) VALUES (?, 'V2', 0)")
                        .param(LAN.oa())
                        .update());
        post.write(LAN, aQuestion());

        post.work();

        assertThat(zalo.bodies())
                .singleElement()
                .asString()
                .contains("1. Khai sinh")
                .doesNotContain("buttons");
    }

    @Test
    void sendsTheTextAloneWhereZaloRefusesButtons() {
        post = aPostRoom(Set.of(LAN.oa()));
        zalo.whenCalled(() -> zalo.says(zalo.calls().isEmpty() ? -233 : 0));
        post.write(LAN, aQuestion());

        post.work();

        assertThat(zalo.bodies()).hasSize(2);
        assertThat(zalo.bodies().getLast()).contains("1. Khai sinh").doesNotContain("buttons");
        assertThat(post.state(aQuestion().text())).isEqualTo("sent");
    }

    @Test
    void sendsStickerFormAndReaction() {
        post.write(LAN, Letter.of("answer", new Enclosure.Sticker("s1")));
        post.write(
                LAN,
                Letter.of(
                        "answer",
                        new Enclosure.InfoRequest("Số điện thoại", "Để gọi", URI.create("https://a.gov.vn/a.png"))));
        post.write(LAN, Letter.of("answer", new Enclosure.Reaction("m1", Icon.HEART)));

        post.work();

        assertThat(zalo.bodies()).hasSize(3);
        assertThat(zalo.bodies().get(0)).contains("\"media_type\":\"sticker\"", "\"attachment_id\":\"s1\"");
        assertThat(zalo.bodies().get(1)).contains("request_user_info", "Số điện thoại");
        assertThat(zalo.bodies().get(2)).contains("\"react_message_id\":\"m1\"", "/-heart");
        assertThat(states()).containsOnly("sent");
    }

    @Test
    void givesZaloAPictureOnceForAllThatBringIt() {
        zalo.keepsUploadsAs("up1");
        post.write(LAN, aFile("anh.jpg", PICTURE));
        post.write(LAN, aFile("ban sao.jpg", PICTURE));

        post.work();

        assertThat(zalo.uploads()).isEqualTo(1);
        assertThat(zalo.bodies()).hasSize(2).allMatch(body -> body.contains("\"attachment_id\":\"up1\""));
        assertThat(states()).containsOnly("sent");
    }

    @Test
    void doesNotUploadAgainForARetryWhileTheUploadHolds() {
        zalo.keepsUploadsAs("up1");
        zalo.says(-32);
        post.write(LAN, aFile("to khai.pdf", FORM));
        post.work();
        zalo.takesAll();

        post.workAfter(Duration.ofSeconds(2));

        assertThat(zalo.uploads()).isEqualTo(1);
        assertThat(zalo.bodies()).hasSize(2).allMatch(body -> body.contains("\"token\":\"up1\""));
        assertThat(states()).containsExactly("sent");
    }

    @Test
    void uploadsAgainAfterSevenDays() {
        zalo.keepsUploadsAs("up1");
        post.write(LAN, aFile("anh.jpg", PICTURE));
        post.work();
        clock.pass(Duration.ofDays(7));
        zalo.keepsUploadsAs("up2");
        post.write(LAN, aFile("anh.jpg", PICTURE));

        post.work();

        assertThat(zalo.uploads()).isEqualTo(2);
        assertThat(zalo.bodies().getLast()).contains("up2");
    }

    @Test
    void uploadsAgainOnceWhatZaloHasLost() {
        zalo.keepsUploadsAs("up1");
        post.write(LAN, aFile("anh.jpg", PICTURE));
        post.work();
        zalo.keepsUploadsAs("up2");
        zalo.whenCalled(() -> zalo.says(zalo.calls().size() == 1 ? -100 : 0));
        post.write(LAN, aFile("anh.jpg", PICTURE));

        post.work();

        assertThat(zalo.uploads()).isEqualTo(2);
        assertThat(zalo.bodies()).hasSize(3);
        assertThat(zalo.bodies().getLast()).contains("up2");
        assertThat(states()).containsOnly("sent");
    }

    @Test
    void givesUpInSightWhatZaloLosesAtOnce() {
        zalo.keepsUploadsAs("up1");
        zalo.says(-100);
        post.write(LAN, aFile("anh.jpg", PICTURE));

        post.work();

        assertThat(zalo.uploads()).isEqualTo(1);
        assertThat(states()).containsExactly("refused");
        assertThat(post.outbox.undelivered())
                .singleElement()
                .satisfies(letter -> assertThat(letter.cause()).contains("-100"));
    }

    @Test
    void refusesWhatZaloTakesNot() {
        post.write(LAN, aFile("phim.mp4", PICTURE));
        post.write(LAN, aFile("anh.jpg", Arrays.copyOf(PICTURE, 1024 * 1024 + 1)));
        post.write(LAN, Letter.of("answer", new Enclosure.StoredFile(999)));

        post.work();

        assertThat(zalo.uploads()).isZero();
        assertThat(zalo.bodies()).isEmpty();
        assertThat(states()).containsOnly("refused");
    }

    /** Nothing of it reached the resident, so it is no doubt. */
    @Test
    void triesAgainAnUploadThatWasCutOff() {
        zalo.breaksOffUploads();
        post.write(LAN, aFile("anh.jpg", PICTURE));
        post.work();
        assertThat(states()).containsExactly("waiting");
        zalo.keepsUploadsAs("up1");

        post.workAfter(Duration.ofSeconds(2));

        assertThat(states()).containsExactly("sent");
    }

    @Test
    void passesAPictureOnThatAResidentSent() {
        zalo.keepsUploadsAs("up1");
        post.hear(LAN);
        long row = record.database()
                .read()
                .sql("SELECT id FROM resident WHERE zalo_user = 'lan'")
                .query(Long.class)
                .single();
        long picture = AttachmentsOfTests.picture(record, row, PICTURE);
        post.write(LAN, Letter.of("notice", new Enclosure.Attachment(picture)));

        post.work();

        assertThat(zalo.bodies()).singleElement().asString().contains("up1");
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void knowsAnEchoThatHasNoText(Enclosure enclosure, String event, String id, String text, boolean isItsOwn) {
        zalo.breaksOff();
        post.write(LAN, Letter.of("answer", enclosure));
        post.work();
        post.echo(LAN, event, text, id, clock.instant());
        zalo.takesAll();

        post.workAfter(DOUBT);

        assertThat(zalo.bodies()).hasSize(isItsOwn ? 1 : 2);
        assertThat(states()).containsExactly("sent");
    }

    static List<Arguments> echoes() {
        Enclosure sticker = new Enclosure.Sticker("s1");
        Enclosure heart = new Enclosure.Reaction("m1", Icon.HEART);
        return List.of(
                Arguments.of(sticker, "oa_send_sticker", "e1", "", true),
                Arguments.of(sticker, "oa_send_image", "e1", "", false),
                Arguments.of(sticker, "oa_send_text", "e1", "", false),
                Arguments.of(heart, "oa_reacted_message", "m1", "/-heart", true),
                Arguments.of(heart, "user_reacted_message", "m1", "/-heart", false),
                Arguments.of(heart, "oa_reacted_message", "m2", "/-heart", false));
    }

    @Test
    void leavesTheEchoOfAnEarlierPictureToThat() {
        zalo.keepsUploadsAs("up1");
        zalo.breaksOff();
        post.write(LAN, aFile("một.jpg", PICTURE));
        post.work();
        post.workAfter(DOUBT);
        Instant given = clock.instant();
        clock.pass(Duration.ofSeconds(1));
        post.write(LAN, aFile("hai.jpg", PICTURE));
        post.work();
        post.echo(LAN, "oa_send_image", "", "of-the-first", given);
        zalo.takesAll();

        post.workAfter(DOUBT);

        assertThat(zalo.bodies()).hasSize(4);
    }

    @Test
    void forgetsFilesAndUploadsWhenTheirTimeIsOver() {
        zalo.keepsUploadsAs("up1");
        post.write(LAN, aFile("anh.jpg", PICTURE));
        post.work();
        post.uploads.purge();
        assertThat(count("enclosed_file")).isEqualTo(1);
        assertThat(count("upload")).isEqualTo(1);

        clock.pass(Duration.ofDays(90).plusMillis(1));
        post.uploads.purge();

        assertThat(count("enclosed_file") + count("upload")).isZero();
    }

    private Letter aFile(String name, byte[] content) {
        return Letter.of("answer", new Enclosure.StoredFile(post.store(LAN, name, content)));
    }

    private static Letter aQuestion() {
        return new Letter("clarify", "Ông/bà hỏi việc nào?\n1. Khai sinh\n2. Khai tử", null).with(CHOICES);
    }

    private static List<String> states() {
        return record.database()
                .read()
                .sql("SELECT state FROM outgoing ORDER BY id")
                .query(String.class)
                .list();
    }

    private static int count(String table) {
        return record.database()
                .read()
                .sql("SELECT COUNT(*) FROM " + table)
                .query(Integer.class)
                .single();
    }
}
