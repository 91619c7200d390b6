package vn.hoixa.matching;

/**
 * What speaks for one guide, and against it.
 *
 * @param likeness to the guide's nearest phrasing, telling syllables counting more: 0 to 1
 * @param margin by how much its score is above the next guide's, or below the best one's: -1 to 1
 * @param others phrases in the question that name another procedure, and that the guide does not use itself
 */
record Evidence(double likeness, double margin, int others) {

    /**
     * How sure it is that this guide is meant, between 0 and 1. The weights were fitted to development questions and
     * rounded; the calibrated model is to take their place.
     */
    double confidence() {
        double sum = -5 + 7.5 * likeness + 3.3 * margin - 2 * others;
        return 1 / (1 + Math.exp(-sum));
    }
}
