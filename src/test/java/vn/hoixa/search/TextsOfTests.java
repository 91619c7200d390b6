package vn.hoixa.search;

import vn.hoixa.storage.Database;

/** The search texts for tests of other packages. */
public final class TextsOfTests {
    private TextsOfTests() {}

    public static SearchTexts of(Database database) {
        return new SearchTexts(database);
    }

    /** Indexes what was there before the index. */
    public static void catchUp(Database database, int batch) {
        SearchTexts texts = of(database);
        while (texts.catchUp(batch)) {
            // The next batch.
        }
    }
}
