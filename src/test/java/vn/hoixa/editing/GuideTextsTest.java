package vn.hoixa.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.editing.GuideText.State;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.FreshDatabase;

/** Two who save at the same moment. */
class GuideTextsTest {
    @ParameterizedTest
    @EnumSource
    void whoeverIsSlowerOverwritesNothing(FreshDatabase.Kind kind, @TempDir Path data) throws IOException {
        try (FreshDatabase fresh = FreshDatabase.of(kind, data)) {
            Database database = fresh.database();
            var texts = new GuideTexts(InstantSource.system());
            GuideText seen = database.write(transaction -> {
                long author = transaction
                        .sql(
                                "INSERT INTO account (name, shown_name, password_hash, created_at) VALUES ('a', 'A', '', 0)"
                                        + " RETURNING id")
                        .query(Long.class)
                        .single();
                texts.add(transaction, "xa-mot", "1.000001", "first", State.DRAFT, author);
                return texts.open(transaction, "xa-mot", "1.000001").orElseThrow();
            });
            database.write(transaction -> {
                texts.rewrite(transaction, seen, "quicker");
                return true;
            });

            Throwable slower = catchThrowable(() -> database.write(transaction -> {
                texts.rewrite(transaction, seen, "slower");
                return true;
            }));

            assertThat(slower).matches(Database::isConflict);
            assertThat(texts.open(database.read(), "xa-mot", "1.000001")
                            .orElseThrow()
                            .text())
                    .isEqualTo("quicker");
        }
    }
}
