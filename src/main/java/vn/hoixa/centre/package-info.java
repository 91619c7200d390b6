/** What leaves HoiXa for the province's operations centre: figures, for whoever has a token, and nothing else. */
@NullMarked
package vn.hoixa.centre;

import org.jspecify.annotations.NullMarked;
