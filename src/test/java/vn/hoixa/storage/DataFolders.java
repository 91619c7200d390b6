package vn.hoixa.storage;

import java.nio.file.Path;

/** Data folders for tests of other packages, which have no business opening one otherwise. */
public final class DataFolders {
    private DataFolders() {}

    public static DataFolder open(Path root) {
        return DataFolder.open(root);
    }
}
