package vn.hoixa.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import vn.hoixa.testing.OfficeFiles;

/** A small knowledge base of two communes, with one guide of each sort. */
final class TwoCommunes {
    static final String WRITTEN = "9.000001";
    static final String UNWRITTEN = "9.000002";
    static final String EXPIRED = "9.000003";
    static final String OWN = "9.000004";
    static final String HELP = "giup.vneid";
    static final String ABOUT = "xa.gio-lam-viec";
    static final String ELSEWHERE = "9.000005";

    private static final String BODY = """
            valid-from: 2025-07-01
            review: Nguyễn Thị Mẫu – công chức tư pháp, 2026-09-01
            fee: Miễn lệ phí.
            place: Quầy của xã.
            online: https://dichvucong.gov.vn
            time: Trong 1 ngày.
            ---

            Để có giấy khai sinh.

            ## Giấy tờ

            Mang theo:

            - Giấy chứng sinh <bản chính> & căn cước

            ## Các bước

            1. Đến quầy.
            2. Nhận giấy.

            ## Kết quả

            Giấy khai sinh. Xem https://xau.example.com/khong-mo.
            """;

    private TwoCommunes() {}

    static Path write(Path folder) {
        copyLanguage(folder);
        OfficeFiles.copyCalendarTo(folder);
        OfficeFiles.copyOfficersTo(folder, "xa-mot");
        OfficeFiles.copyOfficersTo(folder, "xa-hai");
        profile(folder, "xa-mot", "4600000000000000001", "xã Một");
        profile(folder, "xa-hai", "4600000000000000002", "xã Hai");
        guide(folder, "bank/a.md", WRITTEN, "Khai sinh <b>mới</b>", "làm giấy khai sinh", "https://a.gov.vn/1", BODY);
        guide(folder, "bank/b.md", UNWRITTEN, "Nhận cha mẹ con", "nhận con nuôi", "https://b.example.com/2", "---\n");
        guide(
                folder,
                "bank/c.md",
                EXPIRED,
                "Đăng ký tạm trú",
                "đăng ký ở trọ",
                "https://a.gov.vn/3",
                "valid-until: 2026-10-01\n" + BODY);
        guide(
                folder,
                "communes/xa-hai/guides/d.md",
                OWN,
                "Mượn nhà văn hóa",
                "mượn nhà văn hóa thôn",
                "https://a.gov.vn/4",
                BODY);
        write(folder, "bank/help.md", """
                ---
                code: "giup.vneid"
                kind: help
                title: Cài VNeID
                field: Hướng dẫn
                handler: Công an xã
                phrasings:
                  - cài vneid
                valid-from: 2025-07-01
                source: https://a.gov.vn/5
                review: Trần Văn Mẫu – công an xã, 2026-09-01
                ---

                Ứng dụng trên điện thoại.

                ## Các bước

                Mở kho ứng dụng rồi tìm VNeID.
                """);
        write(folder, "bank/about.md", """
                ---
                code: "xa.gio-lam-viec"
                kind: commune
                title: Giờ làm việc
                field: Về xã
                phrasings:
                  - xã làm việc mấy giờ
                ---

                {name} làm việc {hours}.
                """);
        write(folder, "bank/elsewhere/a.yaml", """
                elsewhere:
                  - name: Cấp hộ chiếu
                    code: "9.000005"
                    decides: Phòng Quản lý xuất nhập cảnh
                    place: Nộp trên mạng.
                    phrasings:
                      - làm hộ chiếu
                """);
        return folder;
    }

    /** A record of the guide that is quoted, with a fee that changed after the guide was reviewed. */
    static void writeChangedFee(Path data) {
        write(data, "records/" + WRITTEN + ".json", """
                {"code": "9.000001", "name": "Khai sinh", "field": "Hộ tịch", "agency": "xã", "publisher": "Bộ",
                 "url": "https://a.gov.vn/1", "imported": "2026-10-01", "isWhole": true, "facts": {},
                 "prints": {"fee": "other"}, "changed": {"fee": "2026-10-01"}, "held": []}
                """);
    }

    private static void profile(Path folder, String id, String oa, String name) {
        write(folder, "communes/" + id + "/profile.yaml", """
                oa: "%s"
                name: %s
                province: tỉnh Mẫu
                phone: 0200 000 0000
                hours: thứ Hai đến thứ Sáu
                counters:
                  commune:
                    name: Quầy %s
                    address: số 1 đường Mẫu
                    hours: sáng và chiều
                  police:
                    name: Công an %s
                    address: số 3 đường Mẫu
                    hours: sáng và chiều
                """.formatted(oa, name, name, name));
    }

    private static void guide(
            Path folder, String file, String code, String title, String phrasing, String source, String rest) {
        write(folder, file, """
                ---
                code: "%s"
                title: %s
                field: Hộ tịch
                handler: Công chức tư pháp
                phrasings:
                  - %s
                source: %s
                """.formatted(code, title, phrasing, source) + rest);
    }

    private static void copyLanguage(Path folder) {
        Path language = Path.of("knowledge-base", "language");
        try (Stream<Path> files = Files.list(language)) {
            for (Path file : files.toList()) {
                write(folder, "language/" + file.getFileName(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path folder, String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
