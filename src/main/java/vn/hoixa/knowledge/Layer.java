package vn.hoixa.knowledge;

import java.util.Locale;

/** Where a part of a guide comes from; the later is stronger. */
public enum Layer {
    /** Imported from the national portal. */
    RECORD,
    /** Shipped with HoiXa. */
    BANK,
    PROVINCE,
    COMMUNE,
    /** Written in the browser by the commune's editors. */
    CONSOLE;

    /** As it is shown to those who write guides. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
