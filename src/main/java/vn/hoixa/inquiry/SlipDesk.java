package vn.hoixa.inquiry;

import java.time.Duration;
import org.springframework.stereotype.Component;
import vn.hoixa.dossier.Dossier;
import vn.hoixa.dossier.Dossiers;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.Track;
import vn.hoixa.storage.Database;

/** Looks up the code of a slip, for those who have one and not for those who try one after the other. */
@Component
class SlipDesk {
    private static final Reason UNKNOWN = Reason.of("dossier-unknown");
    static final Reason GUESSING = Reason.of("dossier-guessing");
    private static final int MOST_UNKNOWN = 5;
    private static final Duration WITHIN = Duration.ofHours(1);

    private final Dossiers dossiers;
    private final Database database;

    SlipDesk(Dossiers dossiers, Database database) {
        this.dossiers = dossiers;
        this.database = database;
    }

    /** The decision with what is known of the code; any other as it is. */
    Decision look(Turn turn, Decision decision) {
        if (!(decision instanceof Track track)) {
            return decision;
        } else if (unknown(turn) >= MOST_UNKNOWN) {
            return new Track(GUESSING, track.code(), track.isOneOfMany(), null);
        }
        Dossier found = dossiers.find(turn.commune(), track.code()).orElse(null);
        return new Track(found == null ? UNKNOWN : track.reason(), track.code(), track.isOneOfMany(), found);
    }

    /** Codes that were in no list, as the record of turns tells it. */
    private int unknown(Turn turn) {
        return database.read()
                .sql("""
                        SELECT COUNT(*) FROM turn t JOIN resident r ON r.id = t.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ? AND t.reason = ? AND t.decided_at > ?""")
                .params(turn.resident().oa(), turn.resident().user(), UNKNOWN.rule())
                .param(turn.now().minus(WITHIN).toEpochMilli())
                .query(Integer.class)
                .single();
    }
}
