/** Feedback: what residents say about the commune, by theme. */
@NullMarked
package vn.hoixa.feedback;

import org.jspecify.annotations.NullMarked;
