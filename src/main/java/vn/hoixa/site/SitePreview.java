package vn.hoixa.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.ISpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;

/** The public page of a guide as residents will see it, drawn before anything of it is in service. */
@Component
public class SitePreview {
    private final Catalogues catalogues;
    private final GuideSheets sheets;
    private final ISpringTemplateEngine templates;

    SitePreview(Catalogues catalogues, GuideSheets sheets, ISpringTemplateEngine templates) {
        this.catalogues = catalogues;
        this.sheets = sheets;
        this.templates = templates;
    }

    /** The whole page as HTML. */
    public String page(
            Knowledge knowledge,
            Commune commune,
            Guide guide,
            HttpServletRequest request,
            HttpServletResponse response) {
        ModelAndView sheet = sheets.of(catalogues.of(knowledge, commune), guide);
        var exchange = JakartaServletWebApplication.buildApplication(request.getServletContext())
                .buildExchange(request, response);
        return templates.process(
                Objects.requireNonNull(sheet.getViewName()),
                new WebContext(exchange, ResidentsLanguage.VIETNAMESE, sheet.getModel()));
    }
}
