/** Dialogues with residents and reception days: when they are, what is asked there, and what was answered. */
@NullMarked
package vn.hoixa.meeting;

import org.jspecify.annotations.NullMarked;
