package vn.hoixa.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import vn.hoixa.SetupException;
import vn.hoixa.storage.DataFolder;

/**
 * A Redis of our own on loopback, in a process session of its own.
 *
 * <p>It outlives a HoiXa that was killed; the next start finds it by the files under {@code data/redis} and takes it
 * over, so nothing that it acknowledged is lost. It keeps every write on disk before it answers.
 */
final class EmbeddedRedis implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final Duration START = Duration.ofSeconds(20);
    private static final String SECRET = "redis/password";
    private static final String PORT = "redis/port";

    private final DataFolder folder;
    private final @Nullable Path program;
    private final String password;
    private final int port;
    private volatile boolean closed;

    private EmbeddedRedis(DataFolder folder, @Nullable Path program, String password, int port) {
        this.folder = folder;
        this.program = program;
        this.password = password;
        this.port = port;
    }

    /** Takes over the server that an earlier HoiXa left running, or starts one. */
    static EmbeddedRedis start(DataFolder folder, @Nullable Path program) {
        String password = folder.readSecret(SECRET);
        String port = folder.readSecret(PORT);
        if (password != null && port != null) {
            var left = new EmbeddedRedis(folder, program, password, Integer.parseInt(port));
            if (left.answers() || left.processLives()) {
                // One that is still reading its files is waited for: two on the same files would spoil them.
                left.awaitAnswer(Path.of("left running on port " + port));
                log.info("Taking over the Redis that an earlier start left running on port {}", port);
                return left;
            }
        }
        var redis = new EmbeddedRedis(folder, program, password == null ? newPassword() : password, freePort());
        folder.writeSecret(SECRET, redis.password);
        folder.writeSecret(PORT, String.valueOf(redis.port));
        redis.launch();
        return redis;
    }

    /** Starts the server again where its process has gone; called from time to time. */
    synchronized void revive() {
        if (!closed && !answers() && !processLives()) {
            log.warn("The embedded Redis on port {} is gone; starting it again from its files", port);
            launch();
        }
    }

    URI uri() {
        return URI.create("redis://:" + password + "@127.0.0.1:" + port);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try (var jedis = connect()) {
            jedis.shutdown();
        } catch (JedisException e) {
            log.debug("Redis was gone before it was told to stop", e);
        }
    }

    private void launch() {
        Path home = folder.resolve("redis");
        folder.writeSecret("redis/redis.conf", """
                # Written at every start; changes here are lost.
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                daemonize yes
                pidfile "%s"
                logfile "%s"
                appendonly yes
                appendfsync always
                save ""
                maxmemory-policy noeviction
                timeout 0
                """.formatted(
                        port, password, home, home.resolve("pid"), home.resolve("redis.log")));
        Path server = program != null ? program : onPath() != null ? onPath() : unpack(home);
        try {
            // "daemonize" puts it into a session of its own: a Ctrl-C meant for HoiXa does not reach it.
            Process process = new ProcessBuilder(
                            String.valueOf(server), home.resolve("redis.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("start.log").toFile())
                    .start();
            process.waitFor(START.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            throw failed(server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(server, e);
        }
        awaitAnswer(server);
    }

    private void awaitAnswer(Path server) {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw failed(server, null);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private SetupException failed(Path server, @Nullable Exception cause) {
        var failure = new SetupException(
                "Redis (" + server + ") did not start; no message is accepted. Its words are in "
                        + folder.resolve("redis") + " (redis.log, start.log).",
                "Install redis-server (apt-get install redis-server), or point HOIXA_REDIS_URL to a running Redis.");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    private boolean answers() {
        try (var jedis = connect()) {
            return "PONG".equals(jedis.ping());
        } catch (JedisException e) {
            // "LOADING" is an answer, too, but not one to work with yet.
            return false;
        }
    }

    /** Redis shows its address as its command line; the number alone may belong to another process by now. */
    private boolean processLives() {
        String pid = folder.readSecret("redis/pid");
        Path shown = Path.of("/proc", pid == null ? "none" : pid, "cmdline");
        try {
            return List.of(Files.readString(shown).split("[ \0]")).contains("127.0.0.1:" + port);
        } catch (IOException gone) {
            return false;
        }
    }

    private Jedis connect() {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder().password(password).build());
    }

    private static @Nullable Path onPath() {
        String path = System.getenv("PATH");
        return Stream.of(path == null ? new String[0] : path.split(":"))
                .map(directory -> Path.of(directory, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    static Path unpack(Path home) {
        boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).contains("aarch64");
        String name = arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
        Path target = home.resolve("redis-server");
        try (var in = EmbeddedRedis.class.getClassLoader().getResourceAsStream(name)) {
            Path draft = home.resolve("redis-server.new");
            Files.copy(java.util.Objects.requireNonNull(in, name), draft, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwx------"));
            return Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack Redis into " + home, e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
