package vn.hoixa.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.hoixa.testing.LanguageFiles;
import vn.hoixa.testing.OfficeFiles;

/** A small knowledge base without a fault in a folder, as those who call the commands have one. */
final class SmallBase {
    static final String BIRTH = "bank/khai-sinh.md";
    static final String DEATH = "bank/khai-tu.md";
    static final String PROFILE = "communes/xa-mau/profile.yaml";

    private final Path folder;

    private SmallBase(Path folder) {
        this.folder = folder;
    }

    static SmallBase in(Path folder) {
        var base = new SmallBase(folder);
        LanguageFiles.copyTo(folder);
        OfficeFiles.copyCalendarTo(folder);
        OfficeFiles.copyOfficersTo(folder, "xa-mau");
        base.write(PROFILE, """
                oa: "4600000000000000001"
                name: xã Mẫu
                province: tỉnh Mẫu
                phone: 0200 000 0000
                hours: buổi sáng
                counters:
                  commune: {name: Quầy, address: số 1, hours: buổi sáng}
                  police: {name: Công an, address: số 3, hours: buổi sáng}
                """);
        base.write("bank/most-asked.yaml", "codes:\n  - \"1.001193\"\n  - \"1.000656\"\n");
        base.write(BIRTH, guide("1.001193", "Đăng ký khai sinh", "làm giấy khai sinh"));
        base.write(DEATH, guide("1.000656", "Đăng ký khai tử", "báo tử cho ông"));
        base.write("bank/hoi-tich.md", """
                ---
                code: "1.014849"
                title: Cấp phép gần kênh
                field: Thủy lợi
                handler: Công chức kinh tế
                phrasings:
                  - xây nhà gần kênh
                source: https://dichvucong.gov.vn/mau
                ---
                """);
        base.write("bank/ve-xa/dien-thoai.md", """
                ---
                code: "ve-xa.dien-thoai"
                kind: commune
                title: Số điện thoại của xã
                field: Về xã
                phrasings:
                  - số điện thoại của xã
                  - gọi xã số mấy
                ---

                Gọi {phone}.
                """);
        base.write("bank/elsewhere/khac.yaml", """
                elsewhere:
                  - name: Cấp hộ chiếu
                    code: "1.001456"
                    decides: Công an tỉnh
                    phrasings: [làm hộ chiếu]
                """);
        return base;
    }

    Path folder() {
        return folder;
    }

    SmallBase write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    SmallBase change(String file, String instead, String text) {
        String before = read(folder.resolve(file));
        if (!before.contains(instead)) {
            throw new IllegalArgumentException(file + " has no " + instead);
        }
        return write(file, before.replace(instead, text));
    }

    SmallBase delete(String file) {
        try {
            Files.delete(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    static String guide(String code, String title, String phrasing) {
        return """
                ---
                code: "%s"
                title: %s
                field: Hộ tịch
                handler: Công chức tư pháp - hộ tịch
                phrasings:
                  - %s
                time: Trong 1 ngày làm việc.
                fee: 5.000 đồng.
                place: Tại quầy.
                valid-from: 2025-07-01
                source: https://dichvucong.gov.vn/mau
                review: record %s, 2026-07-18
                ---

                Một câu giới thiệu.

                ## Giấy tờ

                Tờ khai.

                ## Các bước

                Nộp tại quầy.

                ## Kết quả

                Giấy.
                """.formatted(code, title, phrasing, code);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
