package vn.hoixa.site;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.hoixa.site.Posters.Poster;

/** The sheet of posters to print, and what their codes open. */
@Controller
class PosterPages {
    private static final int ON_A_PAGE = 6;

    private final Catalogues catalogues;
    private final Posters posters;
    private final Scans scans;
    private final Addresses addresses;

    PosterPages(Catalogues catalogues, Posters posters, Scans scans, Addresses addresses) {
        this.catalogues = catalogues;
        this.posters = posters;
        this.scans = scans;
        this.addresses = addresses;
    }

    @GetMapping("/thu-tuc/qr")
    ModelAndView sheet(
            @RequestParam(name = "xa", required = false) @Nullable String xa,
            @RequestParam(name = "linh-vuc", defaultValue = "") List<String> fields,
            @RequestParam(name = "ma", defaultValue = "") List<String> codes) {
        Catalogue catalogue = catalogues.of(xa);
        if (catalogue == null) {
            return catalogues.choose(Addresses::posters);
        }
        return new ModelAndView("site/posters")
                .addObject("commune", catalogue.commune())
                .addObject("pages", pages(posters.of(catalogue, fields, codes)))
                .addObject("isChosen", !fields.isEmpty() || !codes.isEmpty())
                .addObject("site", addresses.whole(""))
                .addObject("isPublic", addresses.isPublic());
    }

    @GetMapping(path = "/thu-tuc", params = "qr")
    ResponseEntity<Void> openField(
            @RequestParam(name = "xa", required = false) @Nullable String xa,
            @RequestParam(name = "linh-vuc", required = false) @Nullable String field,
            @RequestParam("qr") String poster,
            HttpMethod method) {
        count(xa, poster, method);
        return seeOther(Addresses.list(xa, field));
    }

    @GetMapping(path = "/thu-tuc/{code}", params = "qr")
    ResponseEntity<Void> openGuide(
            @PathVariable("code") String code,
            @RequestParam(name = "xa", required = false) @Nullable String xa,
            @RequestParam("qr") String poster,
            HttpMethod method) {
        count(xa, poster, method);
        return seeOther(Addresses.guide(xa, code));
    }

    /** Without the poster in its address: who reloads the page or passes it on has not scanned again. */
    private static ResponseEntity<Void> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }

    private void count(@Nullable String xa, String poster, HttpMethod method) {
        Catalogue catalogue = catalogues.of(xa);
        if (catalogue != null && method.equals(HttpMethod.GET) && Posters.isKnown(catalogue, poster)) {
            scans.count(catalogue.commune(), poster);
        }
    }

    private static List<List<Poster>> pages(List<Poster> posters) {
        return IntStream.iterate(0, from -> from < posters.size(), from -> from + ON_A_PAGE)
                .mapToObj(from -> posters.subList(from, Math.min(from + ON_A_PAGE, posters.size())))
                .toList();
    }
}
