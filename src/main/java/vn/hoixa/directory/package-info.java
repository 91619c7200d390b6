/** The officers of the communes: who they are, what they treat, when they are there, and what they must not see. */
@NullMarked
package vn.hoixa.directory;

import org.jspecify.annotations.NullMarked;
