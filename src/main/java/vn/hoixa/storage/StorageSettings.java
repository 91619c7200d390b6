package vn.hoixa.storage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where data is kept.
 *
 * @param data folder for the database file, the embedded Redis and secrets
 * @param database where the record lives
 */
@ConfigurationProperties("hoixa")
record StorageSettings(
        @DefaultValue("data") Path data, @DefaultValue Server database) {

    /**
     * A database server.
     *
     * @param url {@code jdbc:postgresql://…} or {@code postgresql://user:password@host/name}; none means a SQLite file
     *     under the data folder
     * @param username for PostgreSQL, where the URL holds none
     * @param password for PostgreSQL, where the URL holds none
     */
    record Server(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Server[…]";
        }
    }
}
