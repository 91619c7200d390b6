/** The main road: a resident's turn is read, understood, decided, acted on and recorded. */
@NullMarked
package vn.hoixa.inquiry;

import org.jspecify.annotations.NullMarked;
