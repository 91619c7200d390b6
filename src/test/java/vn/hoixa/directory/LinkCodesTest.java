package vn.hoixa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;

/** A Zalo account becomes an officer's by a code, and by nothing else. */
@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
class LinkCodesTest {
    private static final String WRONG = "CFHJ2345";

    private final MovableClock clock = new MovableClock();
    private FreshDatabase record;
    private Directory directory;

    @Parameter
    private FreshDatabase.Kind kind = FreshDatabase.Kind.SQLITE;

    @BeforeEach
    void start(@TempDir Path data) {
        record = FreshDatabase.of(kind, data);
        directory = Town.directory(record.database(), clock);
    }

    @AfterEach
    void stop() throws IOException {
        // Where there is no PostgreSQL the test was skipped before it had a database.
        if (directory != null) {
            record.close();
        }
    }

    @Test
    void linksTheAccountThatSendsTheCode() {
        String code = directory.newCode(id("ho-tich"));

        Link link = directory.redeem(Town.OA, "lan", code);

        assertThat(code).matches("[CFHJKMNPQRTVX2-9]{8}");
        assertThat(link)
                .isInstanceOfSatisfying(
                        Link.Linked.class,
                        linked -> assertThat(linked.officer().zaloUser()).isEqualTo("lan"));
        assertThat(directory.linked(Town.OA, "lan"))
                .get()
                .extracting(Officer::key)
                .isEqualTo("ho-tich");
        assertThat(directory.linked("4600000000000000009", "lan")).isEmpty();
        assertThat(directory.linked(Town.OA, "minh")).isEmpty();
    }

    @Test
    void linksTheChatWithTheBotThatSendsTheCode() {
        assertThat(directory.expectsCode(Town.ID)).isFalse();
        String code = directory.newCode(id("ho-tich"));
        assertThat(directory.expectsCode(Town.ID)).isTrue();

        assertThat(directory.redeemByBot(Town.OA, "chat-1", code)).isInstanceOf(Link.Linked.class);

        assertThat(chats()).containsExactly("chat-1");
        assertThat(directory.linked(Town.OA, "chat-1")).isEmpty();
        assertThat(directory.expectsCode(Town.ID)).isFalse();
        assertThat(directory.redeemByBot(Town.OA, "chat-2", code)).isInstanceOf(Link.Wrong.class);
        directory.redeemByBot(Town.OA, "chat-1", directory.newCode(id("dia-chinh")));
        assertThat(chats()).containsExactly("chat-1");
        directory.unlink("admin", id("dia-chinh"));
        assertThat(chats()).isEmpty();
    }

    @Test
    void refusesWhoGuessesAtTheBot() {
        String code = directory.newCode(id("ho-tich"));
        for (int i = 0; i < LinkCodes.TRIES; i++) {
            directory.redeemByBot(Town.OA, "chat-1", WRONG);
        }

        assertThat(directory.redeemByBot(Town.OA, "chat-1", code)).isInstanceOf(Link.TooOften.class);
        clock.pass(LinkCodes.HOLDS);
        assertThat(directory.redeemByBot(Town.OA, "chat-2", code)).isInstanceOf(Link.Expired.class);
        assertThat(directory.expectsCode(Town.ID)).isTrue();
        clock.pass(LinkCodes.HOLDS);
        assertThat(directory.expectsCode(Town.ID)).isFalse();
        assertThat(chats()).isEmpty();
    }

    private List<String> chats() {
        return record.database()
                .read()
                .sql("SELECT bot_chat FROM officer WHERE bot_chat IS NOT NULL")
                .query(String.class)
                .list();
    }

    @Test
    void readsTheCodeHoweverItIsTyped() {
        String code = directory.newCode(id("ho-tich")).toLowerCase(Locale.ROOT);

        Link link = directory.redeem(Town.OA, "lan", " " + code.substring(0, 4) + "-" + code.substring(4) + ". ");

        assertThat(link).isInstanceOf(Link.Linked.class);
    }

    @Test
    void worksOnceAndDoesNotTellAUsedCodeFromAGuessedOne() {
        String code = directory.newCode(id("ho-tich"));
        directory.redeem(Town.OA, "lan", code);

        assertThat(directory.redeem(Town.OA, "minh", code)).isEqualTo(new Link.Wrong());
        assertThat(directory.redeem(Town.OA, "minh", WRONG)).isEqualTo(new Link.Wrong());
        assertThat(directory.linked(Town.OA, "lan")).isPresent();
    }

    @Test
    void holdsForTenMinutes() {
        String late = directory.newCode(id("ho-tich"));
        clock.pass(Duration.ofMinutes(10));
        assertThat(directory.redeem(Town.OA, "lan", late)).isEqualTo(new Link.Expired());

        String inTime = directory.newCode(id("ho-tich"));
        clock.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(directory.redeem(Town.OA, "lan", inTime)).isInstanceOf(Link.Linked.class);
    }

    @Test
    void replacesTheCodeBefore() {
        String first = directory.newCode(id("ho-tich"));
        directory.newCode(id("ho-tich"));

        assertThat(directory.redeem(Town.OA, "lan", first)).isEqualTo(new Link.Wrong());
    }

    @Test
    void refusesForAQuarterOfAnHourAfterFiveTriesEvenTheRightCode() {
        for (int i = 0; i < LinkCodes.TRIES; i++) {
            assertThat(directory.redeem(Town.OA, "lan", WRONG)).isEqualTo(new Link.Wrong());
        }
        String code = directory.newCode(id("ho-tich"));
        assertThat(directory.redeem(Town.OA, "lan", code)).isEqualTo(new Link.TooOften());
        // Others are not kept from theirs.
        assertThat(directory.redeem(Town.OA, "minh", directory.newCode(id("dia-chinh"))))
                .isInstanceOf(Link.Linked.class);

        clock.pass(LinkCodes.REFUSED_FOR.minusMillis(1));
        assertThat(directory.redeem(Town.OA, "lan", code)).isEqualTo(new Link.TooOften());
        clock.pass(Duration.ofMillis(1));
        assertThat(directory.redeem(Town.OA, "lan", directory.newCode(id("ho-tich"))))
                .isInstanceOf(Link.Linked.class);
    }

    @Test
    void countsTriesThatComeAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Link>> tries = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                tries.add(() -> directory.redeem(Town.OA, "lan", WRONG));
            }

            List<Link> links = new ArrayList<>();
            for (Future<Link> one : threads.invokeAll(tries)) {
                links.add(one.get());
            }

            assertThat(links).filteredOn(Link.Wrong.class::isInstance).hasSize(LinkCodes.TRIES);
            assertThat(links).filteredOn(Link.TooOften.class::isInstance).hasSize(12 - LinkCodes.TRIES);
        }
    }

    @Test
    void givesOneOfTwoThatSendTheSameCodeAtOnceTheLink() throws Exception {
        String code = directory.newCode(id("ho-tich"));
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Link> links = new ArrayList<>();
            for (Future<Link> one : threads.invokeAll(List.<Callable<Link>>of(
                    () -> directory.redeem(Town.OA, "lan", code), () -> directory.redeem(Town.OA, "minh", code)))) {
                links.add(one.get());
            }

            assertThat(links).filteredOn(Link.Linked.class::isInstance).hasSize(1);
            assertThat(links).contains(new Link.Wrong());
        }
    }

    @Test
    void doesNotWorkOnThePageOfAnotherCommune() {
        String code = directory.newCode(id("ho-tich"));

        assertThat(directory.redeem("4600000000000000002", "lan", code)).isEqualTo(new Link.Wrong());
        assertThat(directory.redeem(Town.OA, "lan", code)).isInstanceOf(Link.Linked.class);
    }

    @Test
    void movesAnAccountToItsNewOfficer() {
        directory.redeem(Town.OA, "lan", directory.newCode(id("ho-tich")));
        directory.redeem(Town.OA, "lan", directory.newCode(id("mot-cua")));

        assertThat(directory.linked(Town.OA, "lan"))
                .get()
                .extracting(Officer::key)
                .isEqualTo("mot-cua");
        assertThat(Town.officer(directory, "ho-tich").zaloUser()).isNull();
    }

    @Test
    void linksNobodyWhoLeft() {
        String code = directory.newCode(id("ho-tich"));
        directory.redeem(Town.OA, "minh", directory.newCode(id("dia-chinh")));
        directory.remove("account 1", id("ho-tich"));
        directory.remove("account 1", id("dia-chinh"));

        assertThat(directory.redeem(Town.OA, "lan", code)).isEqualTo(new Link.Wrong());
        assertThat(directory.linked(Town.OA, "minh")).isEmpty();
    }

    @Test
    void isTakenBack() {
        directory.redeem(Town.OA, "lan", directory.newCode(id("ho-tich")));

        directory.unlink("account 1", id("ho-tich"));

        assertThat(directory.linked(Town.OA, "lan")).isEmpty();
        assertThat(record.database()
                        .read()
                        .sql("SELECT what FROM audit ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("zalo linked", "zalo unlinked");
    }

    @Test
    void keepsOnlyTheHashOfACode() {
        String code = directory.newCode(id("ho-tich"));

        assertThat(record.database()
                        .read()
                        .sql("SELECT code_hash FROM link_code")
                        .query(String.class)
                        .list())
                .singleElement()
                .satisfies(hash -> assertThat(hash).hasSize(64).doesNotContainIgnoringCase(code));
    }

    private long id(String key) {
        return Town.officer(directory, key).id();
    }
}
