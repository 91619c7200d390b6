package vn.hoixa.site;

import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.matching.Edition;
import vn.hoixa.matching.Library;

/** The communes' catalogues as they are in service now. */
@Component
class Catalogues {
    private final Library library;
    private final Communes communes;
    private final InstantSource clock;

    Catalogues(Library library, Communes communes, InstantSource clock) {
        this.library = library;
        this.communes = communes;
        this.clock = clock;
    }

    /** A commune with the address of the page that was asked for. */
    record Choice(String name, String address) {}

    /** Of the commune with that id; where there is only one, nobody need name it; null where one must be chosen. */
    @Nullable
    Catalogue of(@Nullable String id) {
        Edition edition = library.current();
        List<Commune> all = edition.knowledge().communes();
        Commune named = id == null ? null : edition.knowledge().commune(id);
        Commune commune = named == null && all.size() == 1 ? all.getFirst() : named;
        return commune == null ? null : of(edition, commune);
    }

    /** The same of knowledge that is not in service. */
    Catalogue of(Knowledge knowledge, Commune commune) {
        return of(new Edition(knowledge, library.current().matcher()), commune);
    }

    private Catalogue of(Edition edition, Commune commune) {
        return new Catalogue(edition, communes.asSet(commune), CommuneTime.day(clock.instant()));
    }

    /** @param address of the same page for the commune with that id */
    ModelAndView choose(UnaryOperator<String> address) {
        List<Choice> choices = library.current().knowledge().communes().stream()
                .map(commune -> new Choice(commune.name(), address.apply(commune.id())))
                .toList();
        return new ModelAndView("site/choose").addObject("choices", choices);
    }
}
