/** The reviewed guides, the communes and the language data that answers are made from. */
@NullMarked
package vn.hoixa.knowledge;

import org.jspecify.annotations.NullMarked;
