/** Working time: how long until officers have worked so many hours. */
@NullMarked
package vn.hoixa.calendar;

import org.jspecify.annotations.NullMarked;
