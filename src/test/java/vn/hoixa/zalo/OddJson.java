package vn.hoixa.zalo;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events that nobody would send, made of the words that events are made of. */
final class OddJson {
    private static final List<String> NAMES = List.of(
            "event_name",
            "timestamp",
            "sender",
            "recipient",
            "id",
            "oa_id",
            "user_id",
            "follower",
            "message",
            "msg_id",
            "msg_ids",
            "text",
            "attachments",
            "payload",
            "url",
            "coordinates",
            "latitude",
            "react_icon",
            "info");

    private static final List<String> VALUES = List.of(
            "\"user_send_text\"",
            "\"user_send_image\"",
            "\"user_send_location\"",
            "\"user_seen_message\"",
            "\"oa_send_text\"",
            "\"follow\"",
            "\"4600000000000000001\"",
            "\"7700000000000000001\"",
            "4600000000000000001",
            "\"1795312814828\"",
            "1795312814828",
            "-1",
            "1.5e300",
            "1e999",
            "123456789012345678901234567890",
            "\"-9223372036854775808\"",
            "\"\"",
            "\":\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"ạ\\u202e\\u200b\"",
            "true",
            "null",
            "{}",
            "[]");

    private OddJson() {}

    static String object(Random random) {
        return object(random, 0);
    }

    /** Replaces a stretch of a sample by something else. */
    static String damage(String sample, Random random) {
        int from = random.nextInt(sample.length());
        int to = Math.min(sample.length(), from + random.nextInt(12));
        return sample.substring(0, from) + any(VALUES, random) + sample.substring(to);
    }

    private static String object(Random random, int depth) {
        return IntStream.range(0, random.nextInt(9))
                .mapToObj(i -> "\"" + any(NAMES, random) + "\":" + value(random, depth))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Random random, int depth) {
        int kind = random.nextInt(10);
        if (kind < 2 && depth < 4) {
            return object(random, depth + 1);
        }
        if (kind == 2 && depth < 4) {
            return "[" + value(random, depth + 1) + "," + object(random, depth + 1) + "]";
        }
        return any(VALUES, random);
    }

    private static String any(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
