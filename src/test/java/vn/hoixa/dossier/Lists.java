package vn.hoixa.dossier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Lists as one-stop software exports them. */
public final class Lists {
    private static final Object[] HEADER = {
        "STT", "Mã hồ sơ", "Tên thủ tục", "Người nộp", "Điện thoại", "Ngày tiếp nhận", "Ngày hẹn trả", "Trạng thái"
    };

    private static final String NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private Lists() {}

    /** An .xlsx with a title above its header; cells may be texts, numbers or days. */
    public static byte[] xlsx(Object[]... rows) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "HoiXa", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Sheet1");
            sheet.value(0, 0, "DANH SÁCH HỒ SƠ");
            write(sheet, 2, HEADER);
            for (int i = 0; i < rows.length; i++) {
                write(sheet, 3 + i, rows[i]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Worksheet sheet, int row, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            switch (cells[i]) {
                case Number number -> sheet.value(row, i, number);
                case java.time.LocalDate day -> {
                    sheet.value(row, i, day);
                    sheet.style(row, i).format("dd/MM/yyyy").set();
                }
                case Object other -> sheet.value(row, i, other.toString());
            }
        }
    }

    /** A row of the list with these fields, and a person's beside them. */
    public static Object[] row(String code, String state, Object due, Object received) {
        return new Object[] {1, code, "Đăng ký khai sinh", "Nguyễn Văn Mẫu", "0912345678", received, due, state};
    }

    /** Lines of CSV below the header, with semicolons. */
    public static String csv(String... lines) {
        return Stream.of(HEADER).map(String::valueOf).collect(Collectors.joining(";")) + "\r\n"
                + String.join("\r\n", lines) + "\r\n";
    }

    /** A sheet's XML as a workbook. */
    public static byte[] packed(String sheet, String workbookProperties) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "_rels/.rels", relations("rId1", "officeDocument", "xl/workbook.xml"));
            put(zip, "xl/_rels/workbook.xml.rels", relations("rId7", "worksheet", "/xl/worksheets/sheet9.xml"));
            put(zip, "xl/workbook.xml", """
                    <x:workbook xmlns:x="%s" xmlns:r="%s"><x:workbookPr %s/><x:sheets>
                    <x:sheet name="a" state="hidden" r:id="rId1"/><x:sheet name="b" r:id="rId7"/></x:sheets></x:workbook>
                    """.formatted(NAMESPACE, DOCUMENT, workbookProperties));
            put(zip, "xl/worksheets/sheet9.xml", sheet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String relations(String id, String type, String target) {
        return """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="%s" Type="%s/%s" Target="%s"/></Relationships>""".formatted(id, DOCUMENT, type, target);
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** XML of a sheet with the needed headers in its first row. */
    public static String sheet(String rows) {
        return """
                <worksheet xmlns="%s"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Mã hồ sơ</t></is></c>
                <c r="B1" t="inlineStr"><is><r><t>Trạng </t></r><r><t>thái</t></r></is></c>
                <c r="C1" t="str"><v>Hạn trả kết quả</v></c></row>%s</sheetData></worksheet>""".formatted(NAMESPACE, rows);
    }
}
