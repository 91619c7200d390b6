/** What guides can learn from questions that were not answered from them. */
@NullMarked
package vn.hoixa.learning;

import org.jspecify.annotations.NullMarked;
