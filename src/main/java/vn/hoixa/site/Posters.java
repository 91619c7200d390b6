package vn.hoixa.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.site.Catalogue.Field;

/** QR codes for the wall, one for each field or procedure; a poster is called by the field's slug or by the code. */
@Component
class Posters {
    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{1,80}");

    /** Twenty sheets; whoever needs more prints twice. */
    private static final int MOST_CODES = 120;

    private final Addresses addresses;
    private final Scans scans;

    Posters(Addresses addresses, Scans scans) {
        this.addresses = addresses;
        this.scans = scans;
    }

    /**
     * One poster.
     *
     * @param name what its scans are counted under
     * @param scans how often it was opened so far
     * @param codes of a field's procedures, which can have posters of their own; empty where this is one of them
     */
    record Poster(String name, String title, QrCode code, int scans, List<String> codes) {
        /** The larger the letters the better, as long as the title fits. */
        public boolean isLong() {
            return title.length() > 45;
        }
    }

    static boolean isKnown(Catalogue catalogue, String poster) {
        return NAME.matcher(poster).matches() && (catalogue.field(poster) != null || catalogue.guide(poster) != null);
    }

    /** Those asked for, as far as they are known; else one for each field. */
    List<Poster> of(Catalogue catalogue, List<String> fields, List<String> codes) {
        Map<String, Integer> counts = scans.byPoster(catalogue.commune());
        List<Field> all = catalogue.fields();
        List<Poster> chosen = new ArrayList<>();
        all.stream()
                .filter(field -> fields.contains(field.slug()))
                .forEach(field -> chosen.add(poster(catalogue, counts, field)));
        codes.stream()
                .distinct()
                .limit(MOST_CODES)
                .flatMap(code -> Stream.ofNullable(catalogue.guide(code)))
                .forEach(guide -> chosen.add(poster(catalogue, counts, guide)));
        return chosen.isEmpty()
                ? all.stream().map(field -> poster(catalogue, counts, field)).toList()
                : chosen;
    }

    private Poster poster(Catalogue catalogue, Map<String, Integer> counts, Field field) {
        String path = Addresses.list(catalogue.commune().id(), field.slug());
        List<String> codes = Stream.concat(field.written().stream(), field.others().stream())
                .map(Guide::code)
                .toList();
        return poster(counts, field.slug(), field.name(), path, codes);
    }

    private Poster poster(Catalogue catalogue, Map<String, Integer> counts, Guide guide) {
        String path = Addresses.guide(catalogue.commune().id(), guide.code());
        return poster(counts, guide.code(), guide.title(), path, List.of());
    }

    private Poster poster(Map<String, Integer> counts, String name, String title, String path, List<String> codes) {
        QrCode code = QrCode.of(addresses.whole(path + "&qr=" + name));
        return new Poster(name, title, code, Objects.requireNonNullElse(counts.get(name), 0), codes);
    }
}
