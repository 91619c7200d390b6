package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.account.Members;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.search.TextsOfTests;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.Postgres;
import vn.hoixa.testing.RunningHoiXa;

/**
 * How long officers wait for a page of the console in a busy commune: 200 open cases, 50,000 conversations, 400,000
 * messages. Takes minutes, so it runs when it is asked for: {@code mvn test -Dtest=ConsoleSpeedTest -Dhoixa.bench=true}.
 */
@EnabledIfSystemProperty(named = "hoixa.bench", matches = "true")
class ConsoleSpeedTest {
    private static final Logger log = LoggerFactory.getLogger(ConsoleSpeedTest.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST = Duration.ofMillis(150);
    private static final int RESIDENTS = 50_000;
    private static final int MESSAGES = 400_000;
    private static final int CASES = 20_000;
    private static final int OPEN = 200;
    private static final int A_STATEMENT = 500;
    private static final int ASKED = 400;
    private static final int WARM_UP = 60;
    private static final long FIRST = 1_764_000_000_000L;
    private static final long YEAR = Duration.ofDays(365).toMillis();

    private final Random random = new Random(427);
    private final List<String> questions = questions();

    @ParameterizedTest
    @EnumSource
    void answersWithin150Milliseconds(FreshDatabase.Kind kind, @TempDir Path data) {
        String[] settings = kind == FreshDatabase.Kind.POSTGRES
                ? new String[] {"hoixa.database.url=" + Postgres.freshDatabase()}
                : new String[0];
        try (RunningHoiXa hoixa = RunningHoiXa.start(data, settings)) {
            long before = System.nanoTime();
            fill(hoixa);
            TextsOfTests.catchUp(hoixa.database(), A_STATEMENT);
            log.info("{}: filled and indexed in {} s", kind, (System.nanoTime() - before) / 1_000_000_000);
            if (kind == FreshDatabase.Kind.POSTGRES) {
                // As its own housekeeping does within minutes.
                hoixa.database().read().sql("ANALYZE").update();
            }
            long id = hoixa.database()
                    .read()
                    .sql("SELECT id FROM officer WHERE officer_key = 'tu-phap'")
                    .query(Long.class)
                    .single();
            Visitor officer = Members.of(hoixa, "can.bo", "xa-mau", Role.OFFICER, id);

            Map<String, IntFunction<String>> pages = Map.of(
                    "inbox, mine",
                    i -> "/console/inbox/xa-mau?tab=mine",
                    "inbox, everybody's",
                    i -> "/console/inbox/xa-mau?tab=all",
                    "inbox, overdue",
                    i -> "/console/inbox/xa-mau?tab=overdue",
                    "a conversation",
                    i -> "/console/cases/xa-mau/" + (1_000 + CASES - OPEN + i % OPEN),
                    "search, one word",
                    i -> search(words(1)),
                    "search, two words",
                    i -> search(words(2)),
                    "search, three words",
                    i -> search(words(3)),
                    "search, most frequent word",
                    i -> search("toi"),
                    "search, words that never meet",
                    i -> search("khai sinh quang dong xe may"));
            assertThat(pages.entrySet().stream()
                            .filter(page -> measure(kind, page.getKey(), officer, page.getValue())
                                            .compareTo(LONGEST)
                                    > 0)
                            .map(Map.Entry::getKey))
                    .isEmpty();
        }
    }

    private static Duration measure(
            FreshDatabase.Kind kind, String name, Visitor officer, IntFunction<String> address) {
        IntStream.range(0, WARM_UP).forEach(i -> officer.get(address.apply(i)));
        long[] nanos = IntStream.range(0, ASKED)
                .mapToLong(i -> {
                    String page = address.apply(i);
                    long start = System.nanoTime();
                    assertThat(officer.get(page).statusCode()).isEqualTo(200);
                    return System.nanoTime() - start;
                })
                .sorted()
                .toArray();
        Duration p95 = Duration.ofNanos(nanos[ASKED * 95 / 100]);
        log.info(
                "{}: {}: p50 {} ms, p95 {} ms, longest {} ms",
                kind,
                name,
                Duration.ofNanos(nanos[ASKED / 2]).toMillis(),
                p95.toMillis(),
                Duration.ofNanos(nanos[ASKED - 1]).toMillis());
        return p95;
    }

    private static String search(String words) {
        return "/console/search/xa-mau?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    /** Some that stand beside each other in a question. */
    private String words(int many) {
        String[] words = question().split(" ");
        int from = random.nextInt(Math.max(1, words.length - many));
        return Arrays.stream(words).skip(from).limit(many).collect(Collectors.joining(" "));
    }

    private String question() {
        return questions.get(random.nextInt(questions.size()));
    }

    private void fill(RunningHoiXa hoixa) {
        insert(
                hoixa,
                "resident (id, oa, zalo_user, first_seen, display_name)",
                RESIDENTS,
                i -> List.of(1_000 + i, RunningHoiXa.OA, "bench" + i, FIRST, "Nguyễn Thị " + i));
        insert(hoixa, "conversation (resident_id, version, state)", RESIDENTS, i -> List.of(1_000 + i, 8, "{}"));
        insert(
                hoixa,
                "cases (id, commune, number, resident_id, reason, state, opened_at, deadline, owner_id, kind, excluded)",
                CASES,
                i -> List.of(
                        1_000 + i,
                        "xa-mau",
                        1_000 + i,
                        1_000 + random.nextInt(RESIDENTS),
                        "NOT_SURE",
                        i < CASES - OPEN ? "closed" : "taken",
                        FIRST + YEAR / CASES * i,
                        FIRST + YEAR / CASES * i + 1_000_000,
                        1 + random.nextInt(5),
                        i % 50 == 0 ? "complaint" : "question",
                        i % 50 == 0 ? "NONE,3" : ""));
        insert(
                hoixa,
                "incoming (id, event_key, resident_id, kind, text, zalo_time, received_at, turn)",
                MESSAGES,
                i -> List.of(
                        1_000 + i,
                        "bench" + i,
                        1_000 + i % RESIDENTS,
                        "text",
                        question(),
                        FIRST + YEAR / MESSAGES * i,
                        FIRST + YEAR / MESSAGES * i,
                        1 + i / RESIDENTS));
        insert(
                hoixa,
                "turn (resident_id, number, decision, reason, knowledge, decided_at)",
                MESSAGES,
                i -> List.of(1_000 + i % RESIDENTS, 1 + i / RESIDENTS, "answer", "", "", FIRST + YEAR / MESSAGES * i));
        hoixa.database().write(transaction -> transaction.sql("""
                        UPDATE turn SET case_id = (SELECT MIN(c.id) FROM cases c WHERE c.resident_id = turn.resident_id)
                        WHERE number = 8""").update());
        hoixa.database()
                .write(transaction -> Stream.of("incoming", "case_text", "resident")
                        .mapToInt(table -> transaction
                                .sql("INSERT INTO search_backlog SELECT ?, COALESCE(MAX(id), 0) + 1 FROM " + table
                                        + " WHERE true ON CONFLICT DO NOTHING")
                                .param(table)
                                .update())
                        .sum());
    }

    private static void insert(RunningHoiXa hoixa, String table, int rows, IntFunction<List<? extends Object>> row) {
        for (int from = 0; from < rows; from += A_STATEMENT) {
            List<List<? extends Object>> some = IntStream.range(from, Math.min(rows, from + A_STATEMENT))
                    .mapToObj(row)
                    .collect(Collectors.toCollection(ArrayList::new));
            String gaps = "(" + "?, ".repeat(some.getFirst().size() - 1) + "?)";
            String all = some.stream().map(one -> gaps).collect(Collectors.joining(", "));
            hoixa.database()
                    .write(transaction -> transaction
                            .sql("INSERT INTO " + table + " VALUES " + all)
                            .params(some.stream().flatMap(List::stream).toList())
                            .update());
        }
    }

    /** As residents ask. */
    private static List<String> questions() {
        try (Stream<Path> files = Files.list(Path.of("knowledge-base/golden"))) {
            List<String> found = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                Files.readAllLines(file).stream()
                        .map(line -> JSON.readTree(line).path("question").asString(""))
                        .filter(text -> !text.isBlank())
                        .forEach(found::add);
            }
            return found;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
