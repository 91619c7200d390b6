package vn.hoixa.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.commands.ScriptingKeyCommands;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A Lua script from this package, sent to Redis by its hash. */
final class Script {
    private final String source;
    private final String hash;

    Script(String prelude, String name) {
        this.source = load(prelude) + "\n" + load(name);
        this.hash = sha1(source);
    }

    Object run(ScriptingKeyCommands redis, List<String> keys, List<String> arguments) {
        try {
            return redis.evalsha(hash, keys, arguments);
        } catch (JedisNoScriptException firstTimeOnThisServer) {
            return redis.eval(source, keys, arguments);
        }
    }

    private static String load(String name) {
        try (var in = Script.class.getResourceAsStream(name + ".lua")) {
            return new String(java.util.Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            // SHA-1 is how Redis names scripts; nothing rests on its strength.
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
