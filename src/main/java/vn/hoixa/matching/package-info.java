/** Finds the guide and the facet that a resident means. */
@NullMarked
package vn.hoixa.matching;

import org.jspecify.annotations.NullMarked;
