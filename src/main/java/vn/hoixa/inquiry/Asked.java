package vn.hoixa.inquiry;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.storage.Database;

/** What residents ask for, as the record of turns tells it. */
@Component
public class Asked {
    private final Database database;

    Asked(Database database) {
        this.database = database;
    }

    /** Codes of the guides that a commune's residents ask for most, the most asked first. */
    public List<String> most(Commune commune, int limit) {
        return database.read()
                .sql("""
                        SELECT t.guide FROM turn t JOIN resident r ON r.id = t.resident_id
                        WHERE r.oa = ? AND t.guide IS NOT NULL GROUP BY t.guide ORDER BY COUNT(*) DESC, t.guide LIMIT ?""")
                .params(commune.oa(), limit)
                .query(String.class)
                .list();
    }
}
