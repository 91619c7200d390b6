package vn.hoixa.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.FreshDatabase;

/** Writes a spreadsheet of so many rows of a database; to be run in a Java of its own, with the memory it may take. */
public final class ReportMemory {
    private static final String OA = "4600000000000000001";
    private static final Period MONTH = Period.of("2026-05").orElseThrow();

    private ReportMemory() {}

    /** Folder for database and file, and how many rows. */
    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        int rows = Integer.parseInt(arguments[1]);
        try (FreshDatabase database = FreshDatabase.of(FreshDatabase.Kind.SQLITE, data)) {
            fill(database.database(), rows);
            long before = System.nanoTime();
            try (var out = new BufferedOutputStream(Files.newOutputStream(data.resolve("report.xlsx")))) {
                write(new Reckoner(database.database()), out);
            }
            System.out.println("wrote in " + (System.nanoTime() - before) / 1_000_000 + " ms");
        }
    }

    private static void write(Reckoner reckoner, BufferedOutputStream out) {
        new Spreadsheet()
                .write(
                        out,
                        List.of(),
                        "rows",
                        List.of("at", "what", "field", "guide", "theme", "hamlet", "outcome", "reason", "version"),
                        taker -> reckoner.lines(
                                OA,
                                MONTH,
                                line -> taker.accept(List.of(
                                        LocalDateTime.ofInstant(line.at(), CommuneTime.ZONE),
                                        line.what().column(),
                                        line.field(),
                                        line.guide(),
                                        line.theme(),
                                        line.hamlet(),
                                        line.outcome(),
                                        line.reason(),
                                        line.version()))));
    }

    private static void fill(Database database, int rows) {
        long step = (MONTH.until().toEpochMilli() - MONTH.from().toEpochMilli()) / rows;
        database.write(transaction -> transaction
                .sql("""
                        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :last)
                        INSERT INTO journal (oa, at, what, resident, turn, field, guide, theme, hamlet, outcome, reason,
                            version)
                        SELECT :oa, :from + i * :step, CASE WHEN i % 3 = 0 THEN 'asked' ELSE 'decided' END, i % 997, i,
                            'ho-tich', '1.00' || (1000 + i % 200), '', 'Thôn ' || (i % 12), 'answer',
                            'sure-' || (i % 40), '2026-05-' || (i % 30)
                        FROM n""")
                .param("last", rows - 1)
                .param("oa", OA)
                .param("from", MONTH.from().toEpochMilli())
                .param("step", step)
                .update());
    }
}
