/** Accounts, signing in, and the audit of what signed-in people change. */
@NullMarked
package vn.hoixa.account;

import org.jspecify.annotations.NullMarked;
