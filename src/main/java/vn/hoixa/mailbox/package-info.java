/** Accepted events waiting for their turn, one mailbox per resident, in Redis. */
@NullMarked
package vn.hoixa.mailbox;

import org.jspecify.annotations.NullMarked;
