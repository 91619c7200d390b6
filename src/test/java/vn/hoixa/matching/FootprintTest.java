package vn.hoixa.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Publisher;
import vn.hoixa.testing.ShippedKnowledge;

/** What the shipped bank takes of time and memory, alone and for two hundred communes. */
class FootprintTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final int COMMUNES = 200;
    private static final int CHANGES = 25;

    @Test
    void isReadAndIndexedInSeconds() {
        SortedMap<String, String> files = Publisher.files(Path.of("knowledge-base"), null);
        edition(files);

        long start = System.nanoTime();
        Edition edition = edition(files);
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        report("%d guides published in %d ms", edition.knowledge().guides().size(), took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void staysSmallWithTwoHundredCommunes() {
        SortedMap<String, String> files = Publisher.files(Path.of("knowledge-base"), null);
        edition(files);

        long empty = used();
        Edition alone = edition(files);
        long bank = used() - empty;
        withCommunes(files, alone.knowledge());
        long before = used();
        Edition together = edition(files);
        long all = used() - before;

        assertThat(together.knowledge().communes()).hasSize(COMMUNES + 1);
        report(
                "the bank takes %d MiB, %d communes with %d changes each %d MiB more",
                bank / MEBIBYTE, COMMUNES, CHANGES, (all - bank) / MEBIBYTE);
        assertThat(bank).isLessThan(150 * MEBIBYTE);
        assertThat(all - bank).isLessThan(200 * MEBIBYTE);
        assertThat(List.of(alone, together)).doesNotContainNull();
    }

    private Edition edition(SortedMap<String, String> files) {
        Knowledge knowledge = Publisher.read(files, ShippedKnowledge.SNAPSHOT).publish();
        return new Edition(knowledge, new Matcher(knowledge, new Models(null)));
    }

    /** Each with changes of its own to the most asked guides. */
    private static void withCommunes(SortedMap<String, String> files, Knowledge shipped) {
        String profile = java.util.Objects.requireNonNull(files.get("communes/xa-mau/profile.yaml"));
        List<String> codes = shipped.guides().stream()
                .filter(Guide::isWritten)
                .map(Guide::code)
                .limit(CHANGES)
                .toList();
        for (int i = 0; i < COMMUNES; i++) {
            String commune = "communes/xa-" + i + "/";
            files.put(
                    commune + "profile.yaml",
                    profile.replace("4600000000000000001", "46000000000000%05d".formatted(i + 10)));
            for (String code : codes) {
                files.put(commune + "guides/" + code + ".md", """
                        ---
                        code: "%s"
                        fee: Tại xã số %d thu 10.000 đồng.
                        review: Nguyễn Thị Mẫu - Công chức, 2026-10-01
                        ---
                        """.formatted(code, i));
            }
        }
    }

    private static long used() {
        Supplier<Long> now =
                () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, now.get());
        }
        return least;
    }

    private static void report(String format, Object... values) {
        System.out.printf(java.util.Locale.ROOT, "[MEASURED] " + format + "%n", values);
    }
}
