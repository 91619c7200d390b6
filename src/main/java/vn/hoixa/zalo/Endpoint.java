package vn.hoixa.zalo;

/**
 * By which way a page's messages go: Zalo has one for ordinary pages and one for those of government.
 *
 * <p>Source: a province's page gets -235 by v3.0 and delivers by v2.0, tried live by one project.
 */
enum Endpoint {
    V3("/v3.0/oa/message/cs"),
    V2("/v2.0/oa/message");

    /** {@code oa_type} of Zalo's {@code getoa}. */
    private static final int GOVERNMENT = 4;

    final String path;

    Endpoint(String path) {
        this.path = path;
    }

    Endpoint other() {
        return this == V3 ? V2 : V3;
    }

    static Endpoint ofType(int oaType) {
        return oaType == GOVERNMENT ? V2 : V3;
    }
}
