package vn.hoixa.report;

import java.util.List;

/**
 * A table of a report, for its files.
 *
 * @param name what it is about
 * @param heads above its columns
 * @param rows of texts and whole numbers
 */
public record Table(String name, List<String> heads, List<List<Object>> rows) {}
