package vn.hoixa.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import vn.hoixa.SetupException;
import vn.hoixa.storage.DataFolder;
import vn.hoixa.storage.DataFolders;

/** The life of our own Redis: who may speak to it, and what it survives. */
class EmbeddedRedisTest {
    private static final String LISTENING = "0A";

    private DataFolder folder;
    private EmbeddedRedis redis;

    @BeforeEach
    void start(@TempDir Path data) {
        folder = DataFolders.open(data);
        redis = EmbeddedRedis.start(folder, null);
    }

    @AfterEach
    void stop() throws IOException {
        redis.close();
        folder.close();
    }

    @Test
    void carriesAServerForMachinesThatHaveNone(@TempDir Path home) throws IOException, InterruptedException {
        Path server = EmbeddedRedis.unpack(home);

        Process asked = new ProcessBuilder(server.toString(), "--version").start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(asked.waitFor()).isZero();
        assertThat(answer).startsWith("Redis server v=6.2");
    }

    @Test
    void wantsItsPassword() {
        try (var stranger = new Jedis("127.0.0.1", redis.uri().getPort())) {
            assertThatExceptionOfType(JedisException.class)
                    .isThrownBy(stranger::ping)
                    .withMessageContaining("NOAUTH");
        }
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        try (var own = connect()) {
            assertThat(own.configGet("bind")).containsEntry("bind", "127.0.0.1");
        }
        for (InetAddress address : addressesOfThisMachine()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new Socket(address, redis.uri().getPort()).close());
        }
    }

    @Test
    void writesEveryChangeToDiskBeforeItAnswers() {
        try (var own = connect()) {
            assertThat(own.configGet("appendonly")).containsEntry("appendonly", "yes");
            assertThat(own.configGet("appendfsync")).containsEntry("appendfsync", "always");
            assertThat(own.configGet("maxmemory-policy")).containsEntry("maxmemory-policy", "noeviction");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "port", "redis.conf"})
    void keepsItsSecretsToThisUser(String name) throws IOException {
        assertThat(mode("redis/" + name)).isEqualTo("rw-------");
    }

    @Test
    void keepsItsFolderToThisUser() throws IOException {
        assertThat(mode("redis")).isEqualTo("rwx------");
    }

    @Test
    void isTakenOverFromAStarterThatWasKilled() {
        write("m1");
        long pid = pid();

        EmbeddedRedis next = EmbeddedRedis.start(folder, null);

        assertThat(next.uri()).isEqualTo(redis.uri());
        assertThat(pid()).isEqualTo(pid);
        assertThat(read()).isEqualTo("m1");
    }

    @Test
    void runsInAProcessSessionOfItsOwn() throws IOException {
        assertThat(session(pid())).isNotEqualTo(session(ProcessHandle.current().pid()));
    }

    @Test
    void comesBackWithAllItsDataWhenKilled() {
        write("m1");
        long killed = kill();

        redis.revive();

        assertThat(pid()).isNotEqualTo(killed);
        assertThat(read()).isEqualTo("m1");
    }

    @Test
    void comesBackWithAllItsDataAtTheNextStart() {
        write("m1");
        kill();

        redis = EmbeddedRedis.start(folder, null);

        assertThat(read()).isEqualTo("m1");
    }

    @Test
    void isNotStartedTwiceWhileItLives() {
        long pid = pid();

        redis.revive();

        assertThat(pid()).isEqualTo(pid);
    }

    @Test
    void staysDownAfterItWasClosed() {
        long pid = pid();

        redis.close();
        redis.revive();

        eventually(() -> assertThat(ProcessHandle.of(pid)).isEmpty());
        assertThatExceptionOfType(JedisException.class).isThrownBy(this::read);
    }

    @Test
    void doesNotTakeOverSomebodyElsesRedis(@TempDir Path elsewhere) throws IOException {
        URI before = redis.uri();
        kill();
        try (var strangers = DataFolders.open(elsewhere)) {
            var stranger = EmbeddedRedis.start(strangers, null);
            folder.writeSecret("redis/port", String.valueOf(stranger.uri().getPort()));

            redis = EmbeddedRedis.start(folder, null);

            assertThat(redis.uri().getPort())
                    .isNotIn(before.getPort(), stranger.uri().getPort());
            assertThat(read()).isNull();
            stranger.close();
        }
    }

    @Test
    void doesNotTakeOverAServerThatIsNoRedis() throws IOException {
        kill();
        try (var stranger = new AnyServer("-LOADING Redis is loading the dataset in memory\r\n")) {
            folder.writeSecret("redis/port", String.valueOf(stranger.port()));

            redis = EmbeddedRedis.start(folder, null);

            assertThat(redis.uri().getPort()).isNotEqualTo(stranger.port());
        }
    }

    @Test
    void revivesBesideAnotherRedisThatGotItsProcessId(@TempDir Path elsewhere) throws IOException {
        kill();
        try (var strangers = DataFolders.open(elsewhere)) {
            var stranger = EmbeddedRedis.start(strangers, null);
            Files.writeString(folder.resolve("redis/pid"), String.valueOf(strangers.readSecret("redis/pid")));

            redis.revive();

            assertThat(read()).isNull();
            stranger.close();
        }
    }

    @Test
    void isWaitedForWhereItLivesButDoesNotAnswerYet() {
        write("m1");
        long pid = pid();
        signal("STOP", pid);

        CompletableFuture<EmbeddedRedis> next = CompletableFuture.supplyAsync(() -> EmbeddedRedis.start(folder, null));
        try {
            Set<String> asked = new HashSet<>();
            eventually(() -> {
                asked.addAll(callers());
                assertThat(asked).as("asked again and again").hasSizeGreaterThan(2);
            });
        } finally {
            signal("CONT", pid);
        }

        assertThat(next.join().uri()).isEqualTo(redis.uri());
        assertThat(pid()).isEqualTo(pid);
        assertThat(read()).isEqualTo("m1");
    }

    @Test
    void saysWhatToInstallWhereThereIsNoProgram(@TempDir Path data) throws IOException {
        try (var empty = DataFolders.open(data)) {
            assertThatExceptionOfType(SetupException.class)
                    .isThrownBy(() -> EmbeddedRedis.start(empty, data.resolve("no-redis-here")))
                    .withMessageContaining("no-redis-here")
                    .asInstanceOf(type(SetupException.class))
                    .extracting(SetupException::remedy)
                    .asString()
                    .contains("apt-get install redis-server", "HOIXA_REDIS_URL");
        }
    }

    private Jedis connect() {
        return new Jedis(redis.uri());
    }

    private void write(String value) {
        try (var own = connect()) {
            own.set("key", value);
        }
    }

    private @Nullable String read() {
        try (var own = connect()) {
            return own.get("key");
        }
    }

    private long pid() {
        return Long.parseLong(String.valueOf(folder.readSecret("redis/pid")));
    }

    private long kill() {
        long pid = pid();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        eventually(() -> assertThat(ProcessHandle.of(pid)).isEmpty());
        return pid;
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    /** The sixth field of /proc/PID/stat. */
    private static String session(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3];
    }

    /** Who has a connection to our Redis. */
    private List<String> callers() throws IOException {
        String local = String.format(Locale.ROOT, "0100007F:%04X", redis.uri().getPort());
        return Files.readAllLines(Path.of("/proc/net/tcp")).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[1].equals(local) && !fields[3].equals(LISTENING))
                .map(fields -> fields[2])
                .toList();
    }

    private static List<InetAddress> addressesOfThisMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }
}
