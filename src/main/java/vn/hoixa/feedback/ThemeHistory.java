package vn.hoixa.feedback;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Problem;
import vn.hoixa.knowledge.PublishingRule;
import vn.hoixa.knowledge.Themes;
import vn.hoixa.storage.Database;

/** No theme goes under which feedback is filed: reports of past months would lose their figures. */
@Component
class ThemeHistory implements PublishingRule {
    private static final String FILE = "themes.yaml";

    private final Database database;

    ThemeHistory(Database database) {
        this.database = database;
    }

    @Override
    public List<Problem> problems(Themes next) {
        return database
                .read()
                .sql("""
                        SELECT theme, COUNT(*) AS pieces FROM journal
                        WHERE what IN ('remarked', 'corrected') AND theme <> '' GROUP BY theme ORDER BY theme""")
                .query((row, i) -> new Problem(
                        FILE,
                        1,
                        "theme-history",
                        List.of(row.getString("theme"), String.valueOf(row.getLong("pieces"))),
                        true))
                .list()
                .stream()
                .filter(problem -> !next.knows(problem.values().getFirst().toString()))
                .toList();
    }
}
