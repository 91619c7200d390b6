package vn.hoixa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.cli.Console.Outcome;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Link;
import vn.hoixa.testing.RunningHoiXa;

/** The command that prints codes for all officers at once. */
class OfficersTest {
    private RunningHoiXa hoixa;

    @BeforeEach
    void start(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);
    }

    @AfterEach
    void stop() {
        hoixa.close();
    }

    @Test
    void printsACodeForEachOfficer() {
        Directory directory = hoixa.bean(Directory.class);

        Outcome outcome = Console.run("officers", "codes", "xa-mau", management());

        assertThat(outcome.code()).isEqualTo(0);
        var codes = Pattern.compile("(?m)^([A-Z0-9]{8})  ")
                .matcher(outcome.out())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(codes).hasSameSizeAs(directory.of("xa-mau")).doesNotHaveDuplicates();
        assertThat(outcome.out()).contains("Lý Thị Mẫu (Trung tâm Phục vụ hành chính công xã)");
        assertThat(directory.redeem(RunningHoiXa.OA, "account", codes.getFirst()))
                .isInstanceOf(Link.Linked.class);
    }

    @Test
    void knowsNoOtherCommune() {
        Outcome outcome = Console.run("officers", "codes", "nowhere", management());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("no commune \"nowhere\"");
    }

    private String management() {
        return "--management=" + hoixa.management("");
    }
}
