package vn.hoixa.account;

/** What an account may do. */
public enum Role {
    ADMINISTRATOR;

    /** As Spring Security writes it. */
    String authority() {
        return "ROLE_" + name();
    }
}
