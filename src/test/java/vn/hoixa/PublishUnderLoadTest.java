package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.hoixa.testing.RunningHoiXa;

/** Residents ask while versions of the guides come, and broken ones are refused: nobody is left without an answer. */
class PublishUnderLoadTest {
    private static final String GUIDE = "bank/ho-tich/dang-ky-khai-sinh.md";
    private static final Duration QUIET = Duration.ofMillis(1_600);

    @Test
    void answersEverybodyWhilePublishing(@TempDir Path folder) throws Exception {
        Path base = folder.resolve("knowledge-base");
        FileSystemUtils.copyRecursively(Path.of("knowledge-base"), base);
        try (var hoixa = RunningHoiXa.start(folder.resolve("data"), "hoixa.knowledge=" + base);
                var residents = Executors.newSingleThreadExecutor()) {
            var isDone = new AtomicBoolean();
            Future<Integer> asked = residents.submit(() -> ask(hoixa, isDone));

            String sound = Files.readString(base.resolve(GUIDE));
            for (int version = 1; version <= 3; version++) {
                Files.writeString(base.resolve(GUIDE), sound.replace("fee: ", "fees: "));
                assertThat(publish(hoixa)).contains("dang-ky-khai-sinh.md", "fees");
                Files.writeString(base.resolve(GUIDE), sound.replace("Giấy chứng sinh.", "Giấy chứng sinh " + version));
                assertThat(publish(hoixa)).contains("\"refusals\":[]");
                hoixa.clock().pass(Duration.ofSeconds(40));
            }
            isDone.set(true);
            assertThat(asked.get()).isGreaterThan(10);

            List<String> versions = hoixa.database()
                    .read()
                    .sql("SELECT DISTINCT knowledge FROM turn")
                    .query(String.class)
                    .list();
            assertThat(versions).as("versions that answered").hasSizeGreaterThan(1);
        }
    }

    /** One resident after the other, each with an answer of their own; how many there were. */
    private static int ask(RunningHoiXa hoixa, AtomicBoolean isDone) {
        int residents = 0;
        while (!isDone.get()) {
            String resident = "resident-" + ++residents;
            assertThat(hoixa.say(resident, "lam giay khai sinh can giay to gi")).isEqualTo(200);
            hoixa.clock().pass(QUIET);
            eventually(() -> assertThat(hoixa.answersTo(resident))
                    .singleElement()
                    .asString()
                    .startsWith("Đăng ký khai sinh – giấy tờ"));
        }
        return residents;
    }

    private static String publish(RunningHoiXa hoixa) throws IOException, InterruptedException {
        URI endpoint = hoixa.management("/actuator/knowledge");
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
