/** What administrators, officers and leaders look at. */
@NullMarked
package vn.hoixa.console;

import org.jspecify.annotations.NullMarked;
