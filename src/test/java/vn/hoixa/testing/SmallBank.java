package vn.hoixa.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A knowledge base of three guides for two communes, from which a model is learnt in a second. */
public final class SmallBank {
    public static final String BIRTH = "9.000001";
    public static final String DEATH = "9.000002";
    public static final String MARRIAGE = "9.000003";

    private SmallBank() {}

    /** Writes it into that folder. */
    public static Path in(Path base) {
        try {
            return base(base);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path base(Path base) throws IOException {
        LanguageFiles.copyTo(base);
        OfficeFiles.copyCalendarTo(base);
        commune(base, "xa-mot", "4600000000000000001", "xã Một");
        commune(base, "xa-hai", "4600000000000000002", "xã Hai");
        guide(base, "bank/ho-tich/khai-sinh.md", BIRTH, "Đăng ký khai sinh", "làm giấy khai sinh cho con");
        guide(base, "bank/ho-tich/khai-tu.md", DEATH, "Đăng ký khai tử", "làm giấy khai tử cho ông");
        guide(base, "bank/ho-tich/ket-hon.md", MARRIAGE, "Đăng ký kết hôn", "làm giấy kết hôn");
        write(base, "golden/ho-tich.jsonl", """
                {"question": "khai sinh cho con", "codes": ["9.000001"]}
                {"question": "khai tử cho ông", "codes": ["9.000002"]}
                """);
        return base;
    }

    private static void commune(Path base, String id, String oa, String name) throws IOException {
        OfficeFiles.copyOfficersTo(base, id);
        write(base, "communes/" + id + "/profile.yaml", """
                oa: "%s"
                name: %s
                province: tỉnh Mẫu
                phone: 0200 000 0000
                hours: thứ Hai đến thứ Sáu
                drafts:
                  all: automatic
                counters:
                  commune: {name: Quầy, address: số 1, hours: buổi sáng}
                  police: {name: Công an, address: số 3, hours: buổi sáng}
                """.formatted(oa, name));
    }

    private static void guide(Path base, String file, String code, String title, String phrasing) throws IOException {
        write(base, file, """
                ---
                code: "%s"
                title: %s
                field: Hộ tịch
                handler: Công chức tư pháp - hộ tịch
                phrasings:
                  - %s
                time: Trong 1 ngày làm việc.
                fee: Miễn lệ phí.
                place: Tại quầy.
                valid-from: 2025-07-01
                source: https://dichvucong.gov.vn/mau
                review: record %s, 2026-07-18
                ---

                Một câu giới thiệu.

                ## Giấy tờ

                Mang theo:

                - Tờ khai
                - Căn cước

                ## Các bước

                1. Nộp tại quầy.
                2. Nhận giấy.

                ## Kết quả

                Giấy.
                """.formatted(code, title, phrasing, code));
    }

    private static void write(Path base, String file, String text) throws IOException {
        Path path = base.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
