package vn.hoixa.inquiry;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.outbox.Letter;
import vn.hoixa.settings.Banner;
import vn.hoixa.settings.Banners;
import vn.hoixa.storage.Database;

/** What the commune has to tell everybody in an emergency, once a day to each. */
@Component
class Announcement {
    private static final String KIND = "banner";

    private final Banners banners;
    private final Database database;

    Announcement(Banners banners, Database database) {
        this.banners = banners;
        this.database = database;
    }

    /** What the resident was not told of today. */
    Optional<Letter> untold(Turn turn) {
        return banners.standing(turn.commune(), turn.now())
                .filter(banner -> !isTold(turn, banner))
                .map(banner -> new Letter(KIND, banner.text(), null));
    }

    private boolean isTold(Turn turn, Banner banner) {
        Instant midnight =
                CommuneTime.day(turn.now()).atStartOfDay(CommuneTime.ZONE).toInstant();
        Instant since = banner.from().isAfter(midnight) ? banner.from() : midnight;
        return database.read()
                .sql("""
                        SELECT o.id FROM outgoing o JOIN resident r ON r.id = o.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ? AND o.kind = ? AND o.created_at >= ? LIMIT 1""")
                .params(turn.resident().oa(), turn.resident().user(), KIND, since.toEpochMilli())
                .query(Long.class)
                .optional()
                .isPresent();
    }
}
