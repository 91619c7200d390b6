package vn.hoixa.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class TracesTest {
    @TempDir
    Path data;

    private TestRedis redis;

    @BeforeEach
    void start() {
        redis = TestRedis.start(data);
    }

    @AfterEach
    void stop() throws IOException {
        redis.close();
    }

    @Test
    void takesWhatWasDeletedOutOfRedisFile() {
        redis.client().set("kept", "giữ lại");
        redis.client().set("erased", "bimatcuatoi");
        redis.client().del("erased");
        assertThat(isOnDisk("bimatcuatoi")).isTrue();

        new Traces(redis.client()).remove();

        eventually(() -> assertThat(isOnDisk("bimatcuatoi")).isFalse());
        assertThat(redis.client().get("kept")).isEqualTo("giữ lại");
    }

    @Test
    void goesOnWhereRedisDoesNotAllowIt() {
        try (var connection = new Jedis(redis.client().getPool().getResource())) {
            connection.aclSetUser("default", "-bgrewriteaof");
            assertThatCode(new Traces(redis.client())::remove).doesNotThrowAnyException();
            connection.aclSetUser("default", "+bgrewriteaof");
        }
    }

    @Test
    void asksAgainOnceRedisIsBack() {
        redis.client().set("erased", "bimatcuatoi");
        redis.client().del("erased");
        var traces = new Traces(redis.client());
        try (var connection = new Jedis(redis.client().getPool().getResource())) {
            // As while one is being written that began before.
            connection.bgrewriteaof();
        }
        traces.remove();

        eventually(() -> {
            traces.removeWhereWanted();
            assertThat(isOnDisk("bimatcuatoi")).isFalse();
        });
    }

    private boolean isOnDisk(String text) {
        try (Stream<Path> all = Files.walk(data.resolve("redis"))) {
            for (Path file : all.filter(path -> path.getFileName().toString().contains("aof"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains(text)) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Redis has just put another file in its place; the walk says so in an unchecked exception.
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
