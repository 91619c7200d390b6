/** The words of conversations, kept so that they are found again however they are typed. */
@NullMarked
package vn.hoixa.search;

import org.jspecify.annotations.NullMarked;
