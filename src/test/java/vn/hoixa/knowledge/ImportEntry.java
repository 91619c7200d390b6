package vn.hoixa.knowledge;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An official record that a test makes up, in one of the two shapes; both say the same. */
final class ImportEntry {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode entry;
    private final ObjectNode inner;

    private ImportEntry(ObjectNode entry, ObjectNode inner) {
        this.entry = entry;
        this.inner = inner;
    }

    /** A row of a list. */
    static ImportEntry aRow(String code) {
        ObjectNode row = object("""
                {
                  "code": "%s",
                  "name": "Cấp giấy mẫu",
                  "field": "Hộ tịch",
                  "levels": ["Xã"],
                  "commune": true,
                  "agency": ["Ủy ban nhân dân cấp xã"],
                  "publisher": "Bộ Tư pháp",
                  "documents": [
                    {"case": "Nộp:", "name": "- Tờ khai mẫu;", "original": 1, "copy": 0},
                    {"case": "Nộp:", "name": "- Giấy hẹn", "original": 0, "copy": 2}
                  ],
                  "time": [
                    {"method": "Trực tuyến", "time": "3", "note": ""},
                    {"method": "Trực tiếp", "time": "3", "note": ""}
                  ],
                  "time_cases": ["3 ngày làm việc"],
                  "fee": [
                    {"method": "Trực tuyến", "type": "SERVICE_FEE", "value": 8000, "note": "/bản"},
                    {"method": "Trực tiếp", "type": "SERVICE_FEE", "value": 8000, "note": "/bản"}
                  ],
                  "results": ["Giấy mẫu"],
                  "legal": [
                    {"name": "Luật Hộ tịch", "number": "60/2014/QH13"},
                    {"name": "Luật Mẫu", "number": "1/2024/QH15"}
                  ],
                  "steps": ["Bước 1: Nộp giấy tờ. Bước 2: Nhận kết quả."],
                  "conditions": "",
                  "updated": "2026-07-01",
                  "url": "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/0-mau"
                }
                """.formatted(code));
        return new ImportEntry(row, row);
    }

    /** A record of the portal. */
    static ImportEntry aRecord(String code) {
        ObjectNode record = object("""
                {
                  "code": "%s",
                  "name": "Cấp giấy mẫu",
                  "detail": {
                    "id": "0-mau",
                    "isWard": true,
                    "state": "UPDATED",
                    "categoriesDetails": [{"name": "Hộ tịch"}],
                    "unitGroupsExecuting": [{"name": "Ủy ban nhân dân cấp xã"}],
                    "departmentsExecuting": [],
                    "departmentPromulgateName": "Bộ Tư pháp",
                    "executionCases": [
                      {"name": "Nộp: ", "profileComponents": [
                        {"name": "-  Tờ khai mẫu;", "originalQty": 1, "copyQty": 0},
                        {"name": "- Giấy hẹn", "originalQty": 0, "copyQty": 2}
                      ]}
                    ],
                    "executionSteps": [{"name": "", "description": "Bước 1: Nộp giấy tờ.\\nBước 2: Nhận kết quả."}],
                    "executionMethods": [
                      {"submissionMethod": "DIRECT", "processingTime": 3, "processingTimeUnit": "OTHER",
                       "description": "", "fees": [{"type": "SERVICE_FEE", "value": 8000, "description": "/bản"}]},
                      {"submissionMethod": "ONLINE", "processingTime": 3, "processingTimeUnit": "OTHER",
                       "description": "", "fees": [{"type": "SERVICE_FEE", "value": 8000, "description": "/bản"}]}
                    ],
                    "cases": [
                      {"name": "Một", "processingDay": {"qty": 3, "type": "WORKING_DAY"}},
                      {"name": "Hai", "processingDay": {"qty": 3, "type": "WORKING_DAY"}}
                    ],
                    "resultsDetails": [{"name": "Giấy mẫu"}],
                    "legalBasisesDetails": [
                      {"name": "Luật  Mẫu", "code": "1/2024/QH15"},
                      {"name": "Luật Hộ tịch", "code": "60/2014/QH13"}
                    ],
                    "requirementsAndConditions": "",
                    "dossierReceivingAddresses": "",
                    "updatedAt": 1782864000000
                  }
                }
                """.formatted(code));
        return new ImportEntry(record, (ObjectNode) record.path("detail"));
    }

    /** With another value, which is written as JSON. */
    ImportEntry with(String key, String json) {
        JsonNode value = JSON.readTree(json);
        (entry.has(key) ? entry : inner).set(key, value);
        return this;
    }

    ImportEntry without(String key) {
        (entry.has(key) ? entry : inner).remove(key);
        return this;
    }

    /** On one line. */
    String json() {
        return entry.toString();
    }

    Official official() {
        return switch (OfficialReader.read(entry)) {
            case OfficialReader.Of of -> of.official();
            case OfficialReader.Elsewhere elsewhere -> throw new IllegalStateException(elsewhere.toString());
            case OfficialReader.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }
}
