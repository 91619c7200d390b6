package vn.hoixa.account;

import vn.hoixa.zalo.Secret;

/** An account as it is kept; its name is unique. */
record Account(long id, String name, String shown, Secret passwordHash, Role role, boolean isDisabled) {
    SignedIn signedIn() {
        return new SignedIn(id, name, shown, role);
    }
}
