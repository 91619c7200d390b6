package vn.hoixa.report;

/**
 * What is said more often than before.
 *
 * @param now remarks in the period
 * @param usual how many the time before makes one expect in a period of that length
 */
public record Rise(String what, long now, double usual) {}
