/** What leaders read: figures computed from the journal, for a week or a month of a commune. */
@NullMarked
package vn.hoixa.report;

import org.jspecify.annotations.NullMarked;
