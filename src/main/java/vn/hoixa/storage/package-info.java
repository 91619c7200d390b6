/** Where HoiXa keeps what must last: the data folder and the database. */
@NullMarked
package vn.hoixa.storage;

import org.jspecify.annotations.NullMarked;
