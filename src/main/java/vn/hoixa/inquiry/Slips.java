package vn.hoixa.inquiry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoixa.attachment.Scan;
import vn.hoixa.dossier.DossierCode;
import vn.hoixa.inquiry.Decision.Line;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.SmallTalk;
import vn.hoixa.inquiry.Decision.Track;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.matching.Understanding.Talk;

/** Questions after a dossier, and the codes on their slips. */
final class Slips {
    private Slips() {}

    /** A code says what is meant, whatever else is written beside it; who asks without one is told where it stands. */
    static @Nullable Decision asked(Situation situation) {
        List<DossierCode> codes = DossierCode.in(situation.turn().text());
        if (!codes.isEmpty()) {
            return new Track(Reason.of("dossier-code"), codes.getFirst(), codes.size() > 1, null);
        }
        return situation.says(Talk.DOSSIER) && !situation.isSure(Kind.PROCEDURE)
                ? new SmallTalk(Reason.of("dossier"), Line.DOSSIER)
                : null;
    }

    /** The slip in a photo. */
    static Decision scanned(Scan.Dossier scan) {
        Reason reason = Reason.of("scanned-dossier");
        DossierCode code = DossierCode.of(scan.number());
        return code == null ? new SmallTalk(reason, Line.DOSSIER) : new Track(reason, code, false, null);
    }
}
