package vn.hoixa.zalo;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Shows Zalo that the domain is ours: {@code /zalo_verifier<code>.html}; the start page has the meta tag. */
@RestController
public class DomainProof {
    private final @Nullable String code;
    private final Sightings sightings;

    DomainProof(ZaloSettings settings, Sightings sightings) {
        this.code = settings.verification();
        this.sightings = sightings;
    }

    /** The code to be shown, or null where none is set. */
    public @Nullable String code() {
        return code;
    }

    @GetMapping("/zalo_verifier{code}.html")
    ResponseEntity<String> file(@PathVariable("code") String asked) {
        if (!asked.equals(code)) {
            return ResponseEntity.notFound().build();
        }
        sightings.saw(Sight.DOMAIN_PROOF, Sightings.APP, "file");
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .body("<!doctype html><meta name=\"zalo-platform-site-verification\" content=\""
                        + HtmlUtils.htmlEscape(asked) + "\">There is nothing else here.");
    }
}
