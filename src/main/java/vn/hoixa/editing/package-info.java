/** What a commune's editors write about its matters: drafts, approval, publishing, history. */
@NullMarked
package vn.hoixa.editing;

import org.jspecify.annotations.NullMarked;
