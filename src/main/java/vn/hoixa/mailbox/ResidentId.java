package vn.hoixa.mailbox;

/**
 * One resident as one page knows them: Zalo gives the same person another id on every page.
 *
 * @param oa id of the Official Account, digits
 * @param user Zalo's id of the resident on that page; empty for the page itself (events about nobody in particular)
 */
public record ResidentId(String oa, String user) {
    public ResidentId {
        if (oa.isEmpty() || oa.indexOf(':') >= 0) {
            throw new IllegalArgumentException("not an OA id: " + oa);
        }
    }

    /** Where events go that concern the page and no resident. */
    public static ResidentId page(String oa) {
        return new ResidentId(oa, "");
    }

    /** As {@link #key()} wrote it. */
    public static ResidentId parse(String key) {
        int colon = key.indexOf(':');
        return new ResidentId(key.substring(0, colon), key.substring(colon + 1));
    }

    public boolean isPage() {
        return user.isEmpty();
    }

    /** Of both ids, for Redis. */
    public String key() {
        return oa + ':' + user;
    }
}
