/** Decided messages on their way to residents, delivered in order, retried, given up in sight. */
@NullMarked
package vn.hoixa.outbox;

import org.jspecify.annotations.NullMarked;
