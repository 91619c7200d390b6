package vn.hoixa.matching;

import java.util.Arrays;
import java.util.List;

/**
 * A text as a sparse vector: syllables, pairs of neighbours and pieces of syllables, hashed into a fixed number of
 * places (Weinberger et al., 2009), of length one.
 *
 * @param places ascending, each once
 * @param values at the places
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares or shows them.
record Features(int[] places, float[] values) {
    /** Enough that collisions cost nothing measurable, small enough for a dense row of classes each while training. */
    static final int SIZE = 1 << 15;

    private static final float SYLLABLE = 1.0f;
    private static final float PAIR = 1.2f;
    private static final float SKIP = 0.5f;
    private static final float PIECE = 0.35f;
    private static final int SHORTEST_PIECE = 2;
    private static final int LONGEST_PIECE = 4;

    /**
     * @param tokens folded syllables
     * @param weights how much each counts, or an empty array where all count the same
     */
    static Features of(List<String> tokens, float[] weights) {
        Builder builder = new Builder(tokens.size() * 16);
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            float weight = weights.length == 0 ? 1 : weights[i];
            builder.add("1" + token, SYLLABLE * weight);
            if (i > 0) {
                float both = weights.length == 0 ? 1 : (weight + weights[i - 1]) / 2;
                builder.add("2" + tokens.get(i - 1) + '_' + token, PAIR * both);
            }
            if (i > 1) {
                float both = weights.length == 0 ? 1 : (weight + weights[i - 2]) / 2;
                builder.add("s" + tokens.get(i - 2) + '_' + token, SKIP * both);
            }
            String framed = '^' + token + '$';
            for (int length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++) {
                for (int at = 0; at + length <= framed.length(); at++) {
                    builder.add("p" + framed.substring(at, at + length), PIECE * weight);
                }
            }
        }
        return builder.build();
    }

    private static final class Builder {
        /** Place in the high half, bits of the value in the low. */
        private long[] entries;

        private int size;

        Builder(int capacity) {
            entries = new long[Math.max(16, capacity)];
        }

        void add(String feature, float value) {
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, size * 2);
            }
            int hash = feature.hashCode() * 0x9E3779B1;
            int place = (hash ^ (hash >>> 15)) & (SIZE - 1);
            entries[size++] = ((long) place << 32) | (Float.floatToIntBits(value) & 0xFFFFFFFFL);
        }

        Features build() {
            Arrays.sort(entries, 0, size);
            int[] places = new int[size];
            float[] values = new float[size];
            int count = 0;
            double squares = 0;
            for (int i = 0; i < size; ) {
                int place = (int) (entries[i] >>> 32);
                float sum = 0;
                for (; i < size && (int) (entries[i] >>> 32) == place; i++) {
                    sum += Float.intBitsToFloat((int) entries[i]);
                }
                // What is said twice tells little more than what is said once.
                float value = (float) Math.sqrt(sum);
                places[count] = place;
                values[count++] = value;
                squares += (double) value * value;
            }
            float norm = squares == 0 ? 1 : (float) Math.sqrt(squares);
            for (int i = 0; i < count; i++) {
                values[i] /= norm;
            }
            return new Features(Arrays.copyOf(places, count), Arrays.copyOf(values, count));
        }
    }
}
