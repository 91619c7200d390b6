/** A phone and a stand-in for Zalo, for trying HoiXa without a page. */
@NullMarked
package vn.hoixa.simulator;

import org.jspecify.annotations.NullMarked;
