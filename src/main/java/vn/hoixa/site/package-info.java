/** Public pages. */
@NullMarked
package vn.hoixa.site;

import org.jspecify.annotations.NullMarked;
