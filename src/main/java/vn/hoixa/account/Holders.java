package vn.hoixa.account;

import org.springframework.stereotype.Component;
import vn.hoixa.storage.Database;

/** Who else holds a role, for what takes two. */
@Component
public class Holders {
    private final Database database;

    Holders(Database database) {
        this.database = database;
    }

    /** Whether somebody other than that account may act in the role in a commune. */
    public boolean hasAnother(String commune, Role role, long account) {
        return database.read()
                        .sql("""
                                SELECT COUNT(*) FROM membership m JOIN account a ON a.id = m.account_id
                                WHERE m.role = ? AND m.commune IN (?, '') AND a.id <> ? AND a.disabled_at IS NULL""")
                        .params(role.name(), commune, account)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
