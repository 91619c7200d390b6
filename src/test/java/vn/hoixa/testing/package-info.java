/** What tests share: a clock that is moved, a Redis of their own, a whole running HoiXa. */
@NullMarked
package vn.hoixa.testing;

import org.jspecify.annotations.NullMarked;
