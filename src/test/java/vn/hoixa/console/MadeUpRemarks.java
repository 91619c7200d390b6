package vn.hoixa.console;

import java.util.stream.Stream;
import vn.hoixa.storage.Database;

/** What the remarks of a made-up year said, so that there is something to quote. */
final class MadeUpRemarks {
    private static final String TEXT = """
            CASE theme
                WHEN 'lamps' THEN 'Đèn đường trước cổng chợ hỏng cả tuần, tối om, gọi 0912345678 mãi chưa thấy ai sửa'
                WHEN 'collection' THEN 'Ba hôm nay không có xe vào lấy rác, hôi lắm'
                WHEN 'overdue-dossier' THEN 'Giấy hẹn ghi ngày 12 mà nay vẫn chưa có kết quả, đi lại ba lần rồi'
                WHEN 'water' THEN 'Nước máy đục mấy hôm, không nấu ăn được'
                WHEN 'rude' THEN 'Hỏi thêm một câu mà bị gắt, mong xã nhắc nhở'
                ELSE 'Cảm ơn cô ở bộ phận một cửa hướng dẫn rất tận tình' END""";

    private MadeUpRemarks() {}

    /** For those that the journal has of a page; their residents are new ones. */
    static void fill(Database database, String oa, String commune) {
        String remarks = " FROM journal WHERE oa = '" + oa + "' AND what = 'remarked' AND turn < 90000000";
        Stream.of(
                        "INSERT INTO resident (id, oa, zalo_user, first_seen) SELECT DISTINCT resident + 1000000, oa,"
                                + " 'made-up' || resident, 0",
                        "INSERT INTO turn (resident_id, number, decision, reason, knowledge, decided_at)"
                                + " SELECT resident + 1000000, turn, 'acknowledge', '', '', at",
                        "INSERT INTO incoming (event_key, resident_id, kind, text, zalo_time, received_at, turn)"
                                + " SELECT 'made-up' || turn, resident + 1000000, 'text', " + TEXT + ", at, at, turn",
                        "INSERT INTO feedback (commune, resident_id, turn, said_at, theme, version, tone, urgent, hamlet,"
                                + " excluded, why) SELECT '" + commune + "', resident + 1000000, turn, at, theme, 1,"
                                + " 'complaint', 0, hamlet, '', 'words'")
                .forEach(insert -> database.write(
                        transaction -> transaction.sql(insert + remarks).update()));
    }
}
