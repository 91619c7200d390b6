package vn.hoixa.knowledge;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.hoixa.testing.ShippedKnowledge;

/** A small knowledge base without a fault, to which a test adds one. */
final class KnowledgeBase {
    static final String GUIDE = "bank/ho-tich/khai-sinh.md";
    static final String PROFILE = "communes/xa-mau/profile.yaml";
    static final String OFFICERS = "communes/xa-mau/officers.yaml";
    static final String CALENDAR = "calendar.yaml";

    private final SortedMap<String, String> files = new TreeMap<>();

    static KnowledgeBase aKnowledgeBase() {
        var base = new KnowledgeBase();
        KnowledgeFiles.fromFolder(Path.of("knowledge-base")).forEach((file, text) -> {
            boolean isLanguage = file.startsWith("language/") && file.endsWith(".yaml");
            if (isLanguage || List.of(PROFILE, OFFICERS, CALENDAR).contains(file)) {
                base.files.put(file, text);
            }
        });
        return base.with(GUIDE, """
                ---
                code: "1.001193"
                title: Đăng ký khai sinh
                field: Hộ tịch
                handler: Công chức tư pháp - hộ tịch
                phrasings:
                  - làm giấy khai sinh
                time: Trong 1 ngày làm việc.
                fee: Hỏi tại quầy.
                place: Tại quầy của xã.
                legal:
                  - number: 60/2014/QH13
                    name: Luật Hộ tịch
                    date: 2014-11-20
                valid-from: 2025-07-01
                source: https://dichvucong.gov.vn/mau
                review: record 1.001193, 2026-07-18
                ---

                Làm giấy khai sinh cho trẻ mới sinh.

                ## Giấy tờ

                1. Tờ khai.
                2. Giấy chứng sinh.

                ## Các bước

                Nộp tại quầy.

                ## Kết quả

                Giấy khai sinh.
                """);
    }

    /** Another commune gets officers, too: one without any is a fault of its own. */
    KnowledgeBase with(String file, String text) {
        files.put(file, text);
        if (file.endsWith("/profile.yaml")) {
            files.putIfAbsent(file.replace("profile", "officers"), text(OFFICERS));
        }
        return this;
    }

    KnowledgeBase with(Map<String, String> more) {
        files.putAll(more);
        return this;
    }

    KnowledgeBase without(String file) {
        files.remove(file);
        return this;
    }

    /** With every occurrence of one text in one file in the place of another. */
    KnowledgeBase with(String file, String instead, String text) {
        String before = java.util.Objects.requireNonNull(files.get(file));
        if (!before.contains(instead)) {
            throw new IllegalArgumentException(file + " has no " + instead);
        }
        return with(file, before.replace(instead, text));
    }

    KnowledgeBase withGuide(String instead, String text) {
        return with(GUIDE, instead, text);
    }

    String text(String file) {
        return java.util.Objects.requireNonNull(files.get(file));
    }

    Publisher read() {
        return Publisher.read(files, ShippedKnowledge.SNAPSHOT);
    }

    List<Problem> problems() {
        return read().problems();
    }

    Guide guide() {
        return java.util.Objects.requireNonNull(read().draft().guide("1.001193"));
    }
}
