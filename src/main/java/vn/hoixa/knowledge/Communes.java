package vn.hoixa.knowledge;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The communes that this HoiXa serves, by page; what is published changes them while it runs. */
public final class Communes {
    private final Supplier<Knowledge> published;
    private final OwnSettings settings;

    /** @param published the knowledge that is in service at the moment of the call */
    public Communes(Supplier<Knowledge> published) {
        this(published, OwnSettings.NONE);
    }

    /** @param settings what the communes' people changed of it */
    public Communes(Supplier<Knowledge> published, OwnSettings settings) {
        this.published = published;
        this.settings = settings;
    }

    public boolean isServed(String oa) {
        return published.get().ofPage(oa) != null;
    }

    /** The commune of a page, or null where no commune here has it. */
    public @Nullable Commune of(String oa) {
        Commune commune = published.get().ofPage(oa);
        return commune == null ? null : asSet(commune);
    }

    /** The commune with what its people set of it. */
    public Commune asSet(Commune commune) {
        String own = settings.of(commune.id()).get(OwnSettings.PROFILE);
        return own == null ? commune : OwnProfile.read(own).over(commune);
    }

    /** When the officers of a commune work. */
    public OfficeDays officeDays(Commune commune) {
        OfficeDays files = published.get().officeDays(commune);
        String own = settings.of(commune.id()).get(OwnSettings.CALENDAR);
        return own == null ? files : OwnCalendar.read(own).over(files);
    }

    /** Whether answers about a field, as guides name it, go out by themselves. */
    public Autonomy autonomy(Commune commune, String field) {
        Knowledge knowledge = published.get();
        String own = settings.of(commune.id()).get(OwnSettings.DRAFTS + knowledge.fieldKey(field));
        return own == null ? knowledge.autonomy(commune, field) : Autonomy.of(own);
    }

    /** The fields of the bank by folder, with the names that guides give them. */
    public SortedMap<String, String> fields() {
        return published.get().fields();
    }

    /** With whom a commune begins, where its files say so. */
    public Optional<Roster> roster(Commune commune) {
        return published.get().roster(commune);
    }

    /** Folder of the bank for a field, which may be named as its guides name it; what is not known stays as it is. */
    public String fieldKey(String field) {
        return published.get().fieldKey(field);
    }

    /** The commune with that folder, or null. */
    public @Nullable Commune named(String id) {
        Commune commune = published.get().commune(id);
        return commune == null ? null : asSet(commune);
    }

    /** How the commune's one-stop software calls things. */
    public DossierWords dossierWords(Commune commune) {
        return published.get().dossierWords(commune);
    }

    /** By name of their folders. */
    public List<Commune> all() {
        return published.get().communes().stream().map(this::asSet).toList();
    }
}
