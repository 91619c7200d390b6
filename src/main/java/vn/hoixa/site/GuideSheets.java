package vn.hoixa.site;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Links;

/** What the page of a guide shows. */
@Component
class GuideSheets {
    private final Addresses addresses;
    private final Links links;
    private final Texts texts;

    GuideSheets(Addresses addresses, Links links) {
        this.addresses = addresses;
        this.links = links;
        this.texts = new Texts(links);
    }

    /** Where its text may not be quoted, whom to ask instead. */
    ModelAndView of(Catalogue catalogue, Guide guide) {
        return (catalogue.isQuotable(guide) ? text(catalogue, guide) : page("site/referral", catalogue))
                .addObject("guide", guide)
                .addObject("official", links.isAllowed(guide.source()) ? guide.source() : null);
    }

    private ModelAndView text(Catalogue catalogue, Guide guide) {
        String own = addresses.whole(Addresses.guide(catalogue.commune().id(), guide.code()));
        List<Section> sections =
                Section.of(guide, catalogue.edition().knowledge().language());
        return page("site/guide", catalogue)
                .addObject("sections", sections)
                .addObject("length", Section.length(sections))
                .addObject("reception", catalogue.commune().reception(guide.counter()))
                .addObject("code", QrCode.of(own));
    }

    /** What each page of a commune has. */
    ModelAndView page(String view, Catalogue catalogue) {
        return new ModelAndView(view)
                .addObject("texts", texts)
                .addObject("catalogue", catalogue)
                .addObject("commune", catalogue.commune())
                .addObject("question", "");
    }
}
