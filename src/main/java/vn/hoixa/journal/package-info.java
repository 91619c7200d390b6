/** The append-only log of what happened at each page, from which reports are computed. */
@NullMarked
package vn.hoixa.journal;

import org.jspecify.annotations.NullMarked;
