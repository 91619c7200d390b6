/** What tells open pages that something changed, and who has which case open, across instances. */
@NullMarked
package vn.hoixa.live;

import org.jspecify.annotations.NullMarked;
