/** Commands of {@code ./hoixa}. */
@NullMarked
package vn.hoixa.cli;

import org.jspecify.annotations.NullMarked;
