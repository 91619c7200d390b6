package vn.hoixa.matching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Publisher;

/** Learns the model of the shipped guides while HoiXa is built, so that a first start need not. */
final class ModelPacker {
    /** What is learnt is the same on every day. */
    private static final LocalDate ANY_DAY = LocalDate.EPOCH;

    private ModelPacker() {}

    /**
     * Writes the model below the classes.
     *
     * @param args folder of the knowledge base, and where classes are built to
     */
    public static void main(String[] args) throws IOException {
        Knowledge knowledge = Publisher.read(Path.of(args[0]), null, ANY_DAY).publish();
        Path folder = Path.of(args[1], Models.PACKED);
        var matcher = new Matcher(knowledge, new Models(folder));
        List<Path> others;
        try (Stream<Path> files = Files.list(folder)) {
            others = files.filter(file -> !file.endsWith(matcher.modelKey() + ".model"))
                    .toList();
        }
        for (Path other : others) {
            Files.delete(other);
        }
    }
}
