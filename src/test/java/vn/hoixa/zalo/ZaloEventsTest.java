package vn.hoixa.zalo;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.mailbox.ResidentId;

class ZaloEventsTest {
    private static final Path SAMPLES = Path.of("webhook-samples");
    private static final String OA = "4600000000000000001";
    private static final String USER = "7700000000000000001";
    private static final ResidentId RESIDENT = new ResidentId(OA, USER);

    /** What the first part of a sample's name promises; every other name promises an unknown event. */
    private static final Map<String, Class<? extends ZaloEvent>> PROMISED = Map.ofEntries(
            entry("user_send_text", ZaloEvent.Text.class),
            entry("user_send_image", ZaloEvent.Image.class),
            entry("user_send_gif", ZaloEvent.Gif.class),
            entry("user_send_link", ZaloEvent.Link.class),
            entry("user_send_audio", ZaloEvent.Audio.class),
            entry("user_send_video", ZaloEvent.Video.class),
            entry("user_send_sticker", ZaloEvent.Sticker.class),
            entry("user_send_location", ZaloEvent.Location.class),
            entry("user_send_file", ZaloEvent.File.class),
            entry("user_send_business_card", ZaloEvent.BusinessCard.class),
            entry("follow", ZaloEvent.Follow.class),
            entry("unfollow", ZaloEvent.Unfollow.class),
            entry("user_submit_info", ZaloEvent.SubmittedInfo.class),
            entry("oa_send_text", ZaloEvent.Echo.class),
            entry("oa_send_image", ZaloEvent.Echo.class),
            entry("oa_send_gif", ZaloEvent.Echo.class),
            entry("oa_send_file", ZaloEvent.Echo.class),
            entry("oa_send_sticker", ZaloEvent.Echo.class),
            entry("oa_send_list", ZaloEvent.Echo.class),
            entry("oa_send_template", ZaloEvent.Echo.class),
            entry("user_seen_message", ZaloEvent.Seen.class),
            entry("user_received_message", ZaloEvent.Received.class),
            entry("user_reacted_message", ZaloEvent.Reaction.class),
            entry("oa_reacted_message", ZaloEvent.Reaction.class),
            entry("user_click_chatnow", ZaloEvent.ClickChatNow.class),
            entry("permission_revoked", ZaloEvent.Revoked.class),
            entry("anonymous_send_text", ZaloEvent.Anonymous.class),
            entry("anonymous_send_image", ZaloEvent.Anonymous.class),
            entry("anonymous_send_file", ZaloEvent.Anonymous.class),
            entry("anonymous_send_sticker", ZaloEvent.Anonymous.class),
            entry("oa_send_anonymous_text", ZaloEvent.Echo.class),
            entry("user_withdraw", ZaloEvent.Withdraw.class));

    /** Events about the page itself: they name no single resident. */
    private static final List<String> ABOUT_THE_PAGE = List.of(
            "add_user_to_tag", "extension_purchased", "permission_revoked", "user_join_group", "user_reply_consent");

    @ParameterizedTest
    @MethodSource("samples")
    void readsEverySampleIntoTheKindThatItsNamePromises(Path sample) throws Exception {
        ZaloEvent event = ZaloEvents.read(Files.readString(sample), OA::equals);

        assertThat(event).isInstanceOf(PROMISED.getOrDefault(kind(sample), ZaloEvent.Unknown.class));
        assertThat(event.origin().name()).isEqualTo(kind(sample));
        assertThat(event.origin().resident().oa()).isEqualTo(OA);
        assertThat(event.origin().resident().isPage()).isEqualTo(ABOUT_THE_PAGE.contains(kind(sample)));
        assertThat(event.origin().time()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void hasASampleOfEveryKindThatIsTreated() throws IOException {
        List<String> kinds = samples().map(ZaloEventsTest::kind).toList();

        assertThat(kinds).containsAll(PROMISED.keySet());
    }

    @Test
    void givesEverySampleAKeyOfItsOwn() throws Exception {
        List<String> keys = samples().map(sample -> key(text(sample))).toList();

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void readsWhatAMessageHoldsBesideItsWords() throws Exception {
        assertThat(sample("user_send_text-quote"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(ZaloEvent.Text.class))
                .returns("4bd6d79eb0f7942d7ca2", ZaloEvent.Text::quoted)
                .returns("e245b71e6343a908b6c8", ZaloEvent.Text::messageId);
        assertThat(((ZaloEvent.Image) sample("user_send_image-no-text")).urls())
                .containsExactly("https://example.invalid/anh-chup-don.jpg");
        assertThat(((ZaloEvent.Audio) sample("user_send_audio")).url()).endsWith("/tin-thoai.amr");
        assertThat(((ZaloEvent.Location) sample("user_send_location")).latitude())
                .isEqualTo("10.76");
        assertThat(((ZaloEvent.File) sample("user_send_file")).name()).endsWith(".pdf");
        assertThat(((ZaloEvent.Sticker) sample("user_send_sticker")).sticker()).isEqualTo("20001");
        assertThat(((ZaloEvent.BusinessCard) sample("user_send_business_card")).card())
                .contains("84900000000");
        assertThat(((ZaloEvent.SubmittedInfo) sample("user_submit_info-older")).info())
                .contains("84900000000");
        assertThat(((ZaloEvent.Seen) sample("user_seen_message")).messageIds()).hasSize(2);
        assertThat(((ZaloEvent.Reaction) sample("user_reacted_message")).icon()).isEqualTo("/-heart");
    }

    @Test
    void tellsAnOfficersMessageFromAnEchoOfOurs() throws Exception {
        assertThat(((ZaloEvent.Echo) sample("oa_send_text-admin")).admin()).isEqualTo("5500000000000000001");
        assertThat(((ZaloEvent.Echo) sample("oa_send_text")).admin()).isNull();
    }

    @Test
    void findsThePageOnWhicheverSideItStands() throws Exception {
        String turnedRound = """
                {"event_name":"user_received_message","sender":{"id":"%s"},"recipient":{"id":"%s"},
                 "message":{"msg_id":"m"},"timestamp":"1795312829952"}""".formatted(USER, OA);

        assertThat(ZaloEvents.read(turnedRound, OA::equals).origin().resident()).isEqualTo(RESIDENT);
    }

    @Test
    void tellsMessagesAndEchoesApartByPageNameAndId() throws Exception {
        String message = event("user_send_text", "m1", "1795312814828");

        assertThat(key(message)).isEqualTo(key(event("user_send_text", "m1", "1795319999999")));
        assertThat(key(message)).isNotEqualTo(key(event("user_send_text", "m2", "1795312814828")));
        assertThat(key(message)).isNotEqualTo(key(event("oa_send_text", "m1", "1795312814828")));
        assertThat(key(event("oa_send_text", "m1", "1795312814828")))
                .isEqualTo(key(event("oa_send_text", "m1", "1795319999999")));
        assertThat(key(message))
                .isNotEqualTo(ZaloEvents.read(message.replace(OA, "4600000000000000002"), id -> id.startsWith("46"))
                        .origin()
                        .key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_received_message", "user_reacted_message", "oa_reacted_message"})
    void tellsReceiptsAndReactionsApartByTimeAndPersonToo(String name) {
        String one = event(name, "m1", "1795312814828");

        assertThat(key(one)).isEqualTo(key(event(name, "m1", "1795312814828")));
        assertThat(key(one)).isNotEqualTo(key(event(name, "m1", "1795312814829")));
        assertThat(key(one)).isNotEqualTo(key(one.replace(USER, "7700000000000000002")));
        assertThat(key(one)).isNotEqualTo(key(event(name, "m2", "1795312814828")));
    }

    @Test
    void tellsWhatHasNoMessageIdApartByTimeAndPerson() {
        String follow = text(SAMPLES.resolve("follow.json"));

        assertThat(key(follow)).isEqualTo(key(follow));
        assertThat(key(follow)).isNotEqualTo(key(follow.replaceFirst("\"timestamp\": \"1", "\"timestamp\": \"2")));
        assertThat(key(follow)).isNotEqualTo(key(follow.replace(USER, "7700000000000000002")));
        assertThat(key(follow)).isNotEqualTo(key(follow.replace("\"follow\"", "\"unfollow\"")));
    }

    @Test
    void readsNumbersWhereStringsShouldBe() throws Exception {
        ZaloEvent event = ZaloEvents.read("""
                {"event_name":"user_send_text","sender":{"id":7700000000000000001},
                 "recipient":{"id":4600000000000000001},
                 "message":{"msg_id":98765432109876543210,"text":12345,"quote_msg_id":17},"timestamp":1795312814828}""", OA::equals);

        assertThat(event)
                .isEqualTo(new ZaloEvent.Text(
                        new ZaloEvent.Origin(
                                "user_send_text",
                                RESIDENT,
                                Instant.ofEpochMilli(1795312814828L),
                                OA + "|user_send_text|98765432109876543210"),
                        "98765432109876543210",
                        "12345",
                        "17"));
    }

    @Test
    void leavesOutWhatNoDatabaseTakes() throws Exception {
        ZaloEvent.Text read =
                (ZaloEvent.Text) ZaloEvents.read(event("user_send_text", "m\\u00001", "1795312814828"), OA::equals);

        assertThat(read.messageId()).isEqualTo("m1");
        assertThat(read.origin().key()).doesNotContain("\0");
    }

    @Test
    void takesAMessageOfAKindThatItDoesNotKnowForAMessage() throws Exception {
        assertThat(ZaloEvents.read(event("user_send_hologram", "m1", "1795312814828"), OA::equals))
                .isInstanceOfSatisfying(
                        ZaloEvent.Other.class,
                        other -> assertThat(other.messageId()).isEqualTo("m1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_future_thing", "user_send_group_text", "oa_send_consent", "a_thing_of_2030"})
    void keepsWhatItDoesNotKnow(String name) throws Exception {
        assertThat(ZaloEvents.read(event(name, "m1", "1795312814828"), OA::equals))
                .isInstanceOf(ZaloEvent.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"{}\"",
                "17",
                "{\"event_name\":\"user_send_text\"",
                "{}",
                "{\"event_name\":\"user_send_text\",\"timestamp\":\"1\"}",
                "{\"event_name\":null,\"oa_id\":\"46\",\"timestamp\":\"1\"}",
                "{\"event_name\":\"follow\",\"oa_id\":\"46\"}",
                "{\"event_name\":\"follow\",\"oa_id\":\"46\",\"timestamp\":\"yesterday\"}",
                "{\"event_name\":\"follow\",\"oa_id\":\"46\",\"timestamp\":\"99999999999999999999\"}",
                "{\"event_name\":\"follow\",\"oa_id\":[\"46\"],\"timestamp\":\"1\"}",
                "{\"event_name\":\"follow\",\"oa_id\":\"4:6\",\"timestamp\":\"1\"}",
                "{\"event_name\":\"user_send_text\",\"sender\":{\"id\":\"77\"},\"recipient\":{\"id\":\"46\"},"
                        + "\"message\":\"hello\",\"timestamp\":\"1\"}",
                "{\"event_name\":\"user_send_text\",\"sender\":{\"id\":\"77\"},\"recipient\":{\"id\":\"46\"},"
                        + "\"message\":{\"text\":\"no id\"},\"timestamp\":\"1\"}",
                "{\"event_name\":\"user_send_text\",\"sender\":\"77\",\"recipient\":{\"id\":\"46\"},"
                        + "\"message\":{\"msg_id\":\"m\"},\"timestamp\":\"1\"}"
            })
    void refusesWhatLacksWhatItsKindNeeds(String body) {
        assertThatThrownBy(() -> ZaloEvents.read(body, OA::equals)).isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void knowsWhoseMessageItCouldNotRead() {
        String body = """
                {"event_name":"user_send_text","sender":{"id":"%s"},"recipient":{"id":"%s"},"timestamp":"1795312814828"}""".formatted(USER, OA);

        assertThatThrownBy(() -> ZaloEvents.read(body, OA::equals))
                .isInstanceOfSatisfying(
                        UnreadableEvent.class,
                        event -> assertThat(event.resident()).isEqualTo(RESIDENT))
                .message()
                .doesNotContain(USER);
    }

    @Test
    void throwsNothingElseForRandomJson() {
        var random = new Random(20261122);

        for (int i = 0; i < 20_000; i++) {
            readOrRefuse(OddJson.object(random));
        }
    }

    @Test
    void throwsNothingElseForRandomBytes() {
        var random = new Random(20261122);

        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            readOrRefuse(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void throwsNothingElseForDamagedSamples() throws IOException {
        var random = new Random(20261122);
        List<String> samples = samples().map(ZaloEventsTest::text).toList();

        for (int i = 0; i < 20_000; i++) {
            readOrRefuse(OddJson.damage(samples.get(random.nextInt(samples.size())), random));
        }
    }

    @Test
    void throwsNothingElseForDeepNesting() {
        readOrRefuse("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
        readOrRefuse("[".repeat(100_000));
    }

    private static void readOrRefuse(String body) {
        try {
            ZaloEvent event = ZaloEvents.read(body, OA::equals);
            assertThat(event.origin().key()).isNotBlank();
        } catch (UnreadableEvent expected) {
            assertThat(expected.resident()).isNotNull();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("broke on " + body.substring(0, Math.min(body.length(), 2_000)), e);
        }
    }

    private static String event(String name, String messageId, String timestamp) {
        boolean fromPage = name.startsWith("oa_") || name.equals("user_received_message");
        return """
                {"event_name":"%s","sender":{"id":"%s"},"recipient":{"id":"%s"},
                 "message":{"msg_id":"%s","text":"x","react_icon":"/-heart"},"timestamp":"%s"}""".formatted(name, fromPage ? OA : USER, fromPage ? USER : OA, messageId, timestamp);
    }

    private static String key(String body) {
        try {
            return ZaloEvents.read(body, OA::equals).origin().key();
        } catch (UnreadableEvent e) {
            throw new AssertionError(body, e);
        }
    }

    private static ZaloEvent sample(String name) throws UnreadableEvent {
        return ZaloEvents.read(text(SAMPLES.resolve(name + ".json")), OA::equals);
    }

    private static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    /** {@code user_send_text} of {@code user_send_text-quote.json}. */
    private static String kind(Path sample) {
        return sample.getFileName().toString().replaceFirst("(-.*)?\\.json$", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void refusesNamesAndIdsThatNoDatabaseKeyTakes() {
        String longId = "x".repeat(5_000);
        String event = """
                {"event_name":"user_send_text","sender":{"id":"77"},"recipient":{"id":"46"},
                 "message":{"msg_id":"%s","text":"a"},"timestamp":"1795312800000"}""".formatted(longId);

        assertThatExceptionOfType(UnreadableEvent.class)
                .isThrownBy(() -> ZaloEvents.read(event, "46"::equals))
                .satisfies(refused -> assertThat(refused.resident().user()).isEqualTo("77"));
        assertThatExceptionOfType(UnreadableEvent.class)
                .isThrownBy(() -> ZaloEvents.read(event.replace("user_send_text", longId), "46"::equals));
        assertThatExceptionOfType(UnreadableEvent.class)
                .isThrownBy(() -> ZaloEvents.read(event.replace("\"77\"", "\"" + longId + "\""), "46"::equals))
                .satisfies(refused -> assertThat(refused.resident().isPage()).isTrue());
    }
}
