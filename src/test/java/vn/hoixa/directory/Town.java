package vn.hoixa.directory;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.hoixa.account.Audits;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Publisher;
import vn.hoixa.storage.Database;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.testing.ShippedKnowledge;

/** A small commune with its officers. */
final class Town {
    static final String ID = "xa-mau";
    static final String OA = "4600000000000000001";

    private static final String PROFILE = """
            oa: "%s"
            name: xã Mẫu
            province: tỉnh Mẫu
            phone: 0200 000 0000
            hours: buổi sáng
            counters:
              commune: {name: Quầy, address: số 1, hours: buổi sáng}
              police: {name: Công an, address: số 3, hours: buổi sáng}
            """;

    static final String OFFICERS = """
            officers:
              - {key: chu-tich, name: Trần Văn Sơn, post: Chủ tịch Ủy ban nhân dân xã, unit: lanh-dao, email: a@mau.example}
              - {key: pho, name: Lê Thị Thủy, post: Phó Chủ tịch Ủy ban nhân dân xã, unit: lanh-dao, email: b@mau.example}
              - {key: ho-tich, name: Hoàng Thị Lan, post: Công chức tư pháp - hộ tịch, unit: trung-tam, phone: 0200 000 0021, email: c@mau.example}
              - {key: mot-cua, name: Lý Văn Minh, post: Trung tâm Phục vụ hành chính công xã, unit: trung-tam, email: d@mau.example}
              - {key: dia-chinh, name: Vũ Văn Minh, post: Công chức địa chính - xây dựng, unit: kinh-te, email: e@mau.example}
              - {key: kinh-te, name: Đặng Thị Hòa, post: Công chức kinh tế, unit: kinh-te, email: f@mau.example}
              - {key: cong-an, name: Hồ Văn Dũng, post: Công an xã, unit: cong-an, email: g@mau.example}
              - {key: canh-sat, name: Ngô Văn Tài, post: Cảnh sát khu vực, unit: cong-an, email: h@mau.example}
              - {key: phu-nu, name: Bùi Thị Hạnh, post: Chủ tịch Hội Phụ nữ xã, unit: mat-tran, email: i@mau.example}
            fields:
              ho-tich: [ho-tich, mot-cua]
              dat-dai: [dia-chinh, kinh-te]
              cu-tru: [cong-an, mot-cua]
            """;

    private Town() {}

    static Communes communes() {
        return communes(Map.of("communes/xa-mau/officers.yaml", OFFICERS));
    }

    /** With those files of the communes; any that has no profile gets one. */
    static Communes communes(Map<String, String> files) {
        SortedMap<String, String> all = new TreeMap<>(files);
        all.put("bank/ho-tich/khai-sinh.md", "---\ncode: \"1\"\ntitle: Khai sinh\nfield: Hộ tịch\n---\n");
        all.putIfAbsent("communes/" + ID + "/profile.yaml", PROFILE.formatted(OA));
        Knowledge knowledge = Publisher.read(all, ShippedKnowledge.SNAPSHOT).draft();
        return new Communes(() -> knowledge);
    }

    static String profile(String oa) {
        return PROFILE.formatted(oa);
    }

    static Directory directory(Database database, MovableClock clock) {
        return new Directory(database, communes(), Audits.at(clock), clock);
    }

    static Officer officer(Directory directory, String key) {
        return officer(directory.of(ID), key);
    }

    static Officer officer(List<Officer> officers, String key) {
        return Objects.requireNonNull(officers.stream()
                .filter(officer -> officer.key().equals(key))
                .findFirst()
                .orElse(null));
    }
}
