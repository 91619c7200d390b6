package vn.hoixa.console;

/** Names of files that somebody made up. */
final class FileNames {
    private static final int LONGEST = 100;

    private FileNames() {}

    /** Without folders, without what no name holds, and without what could turn around how it reads. */
    static String plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[\\p{C}\"<>|:*?;]", "").strip();
        return plain.substring(Math.max(0, plain.length() - LONGEST));
    }
}
