/** What needs a person: standing until it is over, shown in the console, told by e-mail. */
@NullMarked
package vn.hoixa.alarm;

import org.jspecify.annotations.NullMarked;
