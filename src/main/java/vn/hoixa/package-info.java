/** HoiXa answers residents on a commune's official Zalo page. */
@NullMarked
package vn.hoixa;

import org.jspecify.annotations.NullMarked;
