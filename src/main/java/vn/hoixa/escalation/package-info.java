/** Cases: questions that were handed to a person. */
@NullMarked
package vn.hoixa.escalation;

import org.jspecify.annotations.NullMarked;
