/** Pictures and files that residents send: fetched, checked, kept for a while, and read where they show a code. */
@NullMarked
package vn.hoixa.attachment;

import org.jspecify.annotations.NullMarked;
