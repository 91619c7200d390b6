package vn.hoixa.storage;

/** Vaults for tests of other packages. */
public final class Vaults {
    private Vaults() {}

    /** With a key of its own in that folder, as by default. */
    public static Vault in(DataFolder folder) {
        return new Vault(folder, null);
    }
}
