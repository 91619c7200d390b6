package vn.hoixa.matching;

/** The few highest of many values. */
final class Highest {
    private Highest() {}

    /** Their places, the highest first; of equal ones the first. */
    static int[] of(float[] values, int most) {
        int[] places = new int[Math.min(most, values.length)];
        for (int place = 0; place < values.length; place++) {
            int rank = Math.min(place, places.length);
            for (; rank > 0 && values[place] > values[places[rank - 1]]; rank--) {
                if (rank < places.length) {
                    places[rank] = places[rank - 1];
                }
            }
            if (rank < places.length) {
                places[rank] = place;
            }
        }
        return places;
    }
}
