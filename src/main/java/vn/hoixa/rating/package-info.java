/** How content residents say they are: when they are asked, and what their words mean. */
@NullMarked
package vn.hoixa.rating;

import org.jspecify.annotations.NullMarked;
