package vn.hoixa.privacy;

import java.util.List;
import java.util.Random;

/** Numbers that name a person, made up, in the ways in which people type them; the same for the same seed. */
public final class PersonalNumbers {
    private static final List<String> GAPS =
            List.of("", " ", ".", "-", " - ", "_", "/", " . ", ",", "·", "\u00a0", "  ");
    private static final List<String> AREAS = List.of("0292", "028", "024", "0236", "0203");

    private final Random random;

    public PersonalNumbers(long seed) {
        random = new Random(seed);
    }

    /** What sort of number. */
    public enum Sort {
        CITIZEN,
        OLD_IDENTITY,
        MOBILE,
        FIXED,
        INTERNATIONAL,
        INSURANCE,
        CAR,
        MOTORBIKE,
        MAIL,
        ACCOUNT,
        CARD,
        PASSPORT
    }

    public String next(Sort sort) {
        return switch (sort) {
            case CITIZEN ->
                spaced(
                        "0" + digits(11),
                        one(List.of("12", "3 3 3 3", "4 4 4", "3 1 2 6", "1 1 1 1 1 1 1 1 1 1 1 1", "6 6", "3 9")));
            case OLD_IDENTITY ->
                spaced(
                        one(List.of("1", "2", "3", "0")) + unrounded(8),
                        one(List.of("9", "3 3 3", "2 3 4", "1 1 1 1 1 1 1 1 1")));
            case MOBILE -> spaced("0" + one(List.of("3", "5", "7", "8", "9")) + digits(8), mobile());
            case FIXED -> fixed();
            case INTERNATIONAL ->
                one(List.of("+84", "84", "0084", "(+84)", "+84 "))
                        + one(GAPS.subList(0, 4))
                        + spaced("9" + digits(8), one(List.of("9", "3 3 3", "2 3 4")));
            case INSURANCE ->
                spaced(one(List.of("79", "38", "01", "83")) + digits(8), one(List.of("10", "2 4 4", "3 3 4", "5 5")));
            case CAR ->
                area() + one(List.of("A", "C", "H", "LD", "KT", "b")) + one(List.of("-", " ", "", " - ")) + tail();
            case MOTORBIKE ->
                area()
                        + one(List.of("", "-", " "))
                        + one(List.of("B1", "X2", "S3", "h1", "K9", "MĐ1"))
                        + one(List.of("-", " ", "", " - "))
                        + tail();
            case MAIL ->
                name()
                        + one(List.of(".", "_", "", "-"))
                        + name()
                        + digits(random.nextInt(4))
                        + one(List.of("@", " @ ", "@ ", " @"))
                        + one(List.of("gmail.com", "yahoo.com.vn", "huongmau.gov.vn", "outlook . com"));
            case ACCOUNT ->
                spaced(unrounded(10 + random.nextInt(6)), one(List.of("15", "4 4 4 4", "3 3 3 3 3", "5 5 5")));
            case CARD -> spaced("9704" + digits(12), one(List.of("16", "4 4 4 4")));
            case PASSPORT -> one(List.of("B", "C", "P", "N", "c")) + digits(7 + random.nextInt(2));
        };
    }

    /** One out of the list. */
    public <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /** One that ends in noughts and is grouped like an amount is an amount to everybody. */
    private String unrounded(int count) {
        return digits(count - 1) + (1 + random.nextInt(9));
    }

    private String mobile() {
        return one(List.of("10", "4 3 3", "3 3 4", "3 4 3", "2 2 2 2 2", "4 2 2 2", "4 6", "1 1 1 1 1 1 1 1 1 1"));
    }

    private String fixed() {
        String area = one(AREAS);
        String rest = "3" + digits(10 - area.length());
        return one(List.of("(" + area + ")", area))
                + one(List.of(" ", "", ".", "-"))
                + spaced(rest, rest.length() == 7 ? one(List.of("7", "3 4", "1 3 3")) : one(List.of("8", "4 4")));
    }

    private String area() {
        return String.valueOf(11 + random.nextInt(88));
    }

    private String tail() {
        return one(List.of(digits(5), digits(3) + "." + digits(2), digits(3) + " " + digits(2)));
    }

    private String name() {
        return one(List.of("nguyen", "tran", "hoa", "Minh", "thuy", "le"));
    }

    /** Groups of so many digits; a number that is shorter or longer than they are ends with what is left. */
    private String spaced(String number, String groups) {
        String gap = one(GAPS);
        StringBuilder spaced = new StringBuilder();
        int from = 0;
        for (String group : groups.split(" ", -1)) {
            int to = Math.min(number.length(), from + Integer.parseInt(group));
            if (to > from) {
                spaced.append(from == 0 ? "" : gap).append(number, from, to);
            }
            from = to;
        }
        return spaced.append(number.substring(from)).toString();
    }
}
