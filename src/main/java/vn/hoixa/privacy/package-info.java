/** What keeps residents' numbers from being read where they are not needed. */
@NullMarked
package vn.hoixa.privacy;

import org.jspecify.annotations.NullMarked;
