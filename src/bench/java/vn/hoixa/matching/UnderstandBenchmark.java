package vn.hoixa.matching;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.LabelledQuestion;
import vn.hoixa.testing.ShippedKnowledge;

/** How long one thread takes to understand a question: the golden ones in turn, over all guides that are shipped. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Threads(1)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 4, time = 5)
@SuppressWarnings("NullAway.Init") // set by load, as JMH does it
public class UnderstandBenchmark {
    private Matcher matcher;
    private Commune commune;
    private List<LabelledQuestion> questions;
    private int next;

    @Setup
    public void load() {
        Knowledge knowledge = ShippedKnowledge.read().publish();
        matcher = new Matcher(knowledge, new Models(null));
        commune = knowledge.communes().getFirst();
        questions = knowledge.golden();
    }

    @Benchmark
    public Understanding understand() {
        next = (next + 1) % questions.size();
        return matcher.understand(questions.get(next).question(), commune);
    }
}
