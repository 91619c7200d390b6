package vn.hoixa.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Publisher;
import vn.hoixa.matching.Models;

/** Where the commands find what they read. */
final class KnowledgeOptions {
    @Option(
            names = "--knowledge",
            defaultValue = "${env:HOIXA_KNOWLEDGE}",
            description = "Its folder; else knowledge-base, else the packed one.")
    private @Nullable Path folder;

    @Option(
            names = "--data",
            defaultValue = "${env:HOIXA_DATA:-data}",
            description = "Folder with the imported records (${DEFAULT-VALUE}).")
    private Path data;

    Publisher read() {
        return read(folder);
    }

    /** Another knowledge base, with the same imported records. */
    Publisher read(@Nullable Path other) {
        return Publisher.read(
                other, data, CommuneTime.day(InstantSource.system().instant()));
    }

    /** Without what was imported. */
    Publisher readShipped() {
        return Publisher.read(
                folder, null, CommuneTime.day(InstantSource.system().instant()));
    }

    /** Null where none is named. */
    @Nullable
    Path folder() {
        return folder;
    }

    /** Models that the service keeps beside its data; a command alone makes no such folder. */
    Models models() {
        return new Models(Files.isDirectory(data) ? data.resolve("model") : null);
    }

    Path data() {
        return data;
    }
}
