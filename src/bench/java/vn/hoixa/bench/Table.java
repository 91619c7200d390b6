package vn.hoixa.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured beside what is to be reached. */
final class Table {
    private static final Duration START = Duration.ofSeconds(8);
    private static final Duration ACKNOWLEDGE = Duration.ofMillis(50);
    private static final Duration REPLY = Duration.ofMillis(500);
    private static final long MEMORY = 500;

    private final List<String> lines = new ArrayList<>();

    Table(Run intake, int events, Run turns, int perSecond, int seconds) {
        lines.add("%d processors for HoiXa, its Redis, the load and the stand-in for Zalo; Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature()));
        row("", "measured", "to reach");
        ready("ready, first start of a new jar", intake.ready());
        ready("ready, later starts", turns.ready());
        memory("after the start", intake.figures().atStart());

        heading("%d events/s for %d s, usual quiet window".formatted(events, seconds));
        acknowledgements(intake);
        row("last reply after the last event", seconds(intake.figures().drain()), "");
        memory("at the end", intake.figures().atEnd());

        heading("%d turns/s for %d s, no quiet window".formatted(perSecond, seconds));
        acknowledgements(turns);
        row("accepted to reply, p50", millis(turns.figures().replies().percentile(50)), "");
        Duration reply = turns.figures().replies().percentile(99);
        row("accepted to reply, p99", millis(reply), "≤ " + millis(REPLY), reply.compareTo(REPLY) <= 0);
        memory("at the end", turns.figures().atEnd());
    }

    @Override
    public String toString() {
        return "\n" + String.join("\n", lines) + "\n";
    }

    private void acknowledgements(Run run) {
        Duration p99 = run.figures().acknowledgements().percentile(99);
        row("acknowledged, p50", millis(run.figures().acknowledgements().percentile(50)), "");
        row("acknowledged, p99", millis(p99), "≤ " + millis(ACKNOWLEDGE), p99.compareTo(ACKNOWLEDGE) <= 0);
        row("acknowledged, longest", millis(run.figures().acknowledgements().percentile(100)), "");
        row("not acknowledged, of " + run.sent(), String.valueOf(run.errors()), "0", run.errors() == 0);
        row("acknowledged and lost", String.valueOf(run.lost()), "0", run.lost() == 0);
    }

    private void ready(String when, Duration time) {
        row(when, seconds(time), "≤ " + seconds(START), time.compareTo(START) <= 0);
    }

    private void memory(String when, Memory memory) {
        String measured = "%d MiB (%d + %d)".formatted(memory.sum(), memory.hoixa(), memory.redis());
        row("memory " + when + " (HoiXa + Redis)", measured, "≤ " + MEMORY + " MiB", memory.sum() <= MEMORY);
    }

    private void heading(String text) {
        lines.add("");
        lines.add(text);
    }

    private void row(String what, String measured, String target, boolean reached) {
        row(what, measured, target + (reached ? "" : "   MISSED"));
    }

    private void row(String what, String measured, String target) {
        lines.add("  %-42s %20s   %s".formatted(what, measured, target).stripTrailing());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }
}
