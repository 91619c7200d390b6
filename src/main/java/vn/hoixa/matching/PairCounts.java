package vn.hoixa.matching;

/** How often pairs of numbers were seen: a hash table without an object for each pair. */
final class PairCounts {
    /** In two halves; there is no pair of two zeros. */
    private long[] pairs = new long[1 << 12];

    private int[] counts = new int[1 << 12];
    private int size;

    int get(int first, int second) {
        return counts[place(pair(first, second))];
    }

    /** Counts the pair once more; how often it was seen by now. */
    int add(int first, int second) {
        long pair = pair(first, second);
        int place = place(pair);
        if (counts[place] == 0) {
            if (++size > pairs.length / 2) {
                grow();
                place = place(pair);
            }
            pairs[place] = pair;
        }
        return ++counts[place];
    }

    /** Where the pair stands, or the free place where it would. */
    private int place(long pair) {
        int place = (int) ((pair * 0x9E3779B97F4A7C15L) >>> 32) & (pairs.length - 1);
        while (pairs[place] != pair && counts[place] != 0) {
            place = (place + 1) & (pairs.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] oldPairs = pairs;
        int[] oldCounts = counts;
        pairs = new long[oldPairs.length * 2];
        counts = new int[pairs.length];
        for (int i = 0; i < oldPairs.length; i++) {
            if (oldCounts[i] != 0) {
                int place = place(oldPairs[i]);
                pairs[place] = oldPairs[i];
                counts[place] = oldCounts[i];
            }
        }
    }

    private static long pair(int first, int second) {
        return ((long) first << 32) | second;
    }
}
