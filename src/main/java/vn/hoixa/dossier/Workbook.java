package vn.hoixa.dossier;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.hoixa.dossier.ImportOutcome.Cause;

/**
 * Reads the first sheet of an Excel workbook (.xlsx) row by row; of it only the shared texts are ever held as a whole.
 *
 * <p>By hand, because the readers that were looked at let one forged cell address or text number of a few bytes claim
 * all memory. Source: ECMA-376, part 1, sections 12 and 18.
 */
final class Workbook implements AutoCloseable {
    private static final long MOST_UNPACKED = 128L * 1024 * 1024;
    private static final long ALWAYS_UNPACKED = 16L * 1024 * 1024;

    /** Lists of one office are much alike, and so pack well; bombs pack a thousandfold. */
    private static final long MOST_TIMES = 200;

    private static final int MOST_TEXTS = 2_000_000;
    private static final int MOST_COLUMNS = 256;

    /** Excel's own limit. */
    private static final int LONGEST_TEXT = 32_767;

    private static final XMLInputFactory XML = xml();

    private final ZipFile zip;
    private long left;

    private Workbook(Path file) throws IOException {
        zip = new ZipFile(file.toFile());
        left = Math.min(MOST_UNPACKED, Math.max(ALWAYS_UNPACKED, Files.size(file) * MOST_TIMES));
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    static void read(Path file, Row.Taker rows) throws IOException, Unreadable {
        try (var workbook = new Workbook(file)) {
            workbook.read(rows);
        } catch (ZipException e) {
            throw new Unreadable(Cause.DAMAGED);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void read(Row.Taker rows) throws IOException, Unreadable {
        try {
            String book = relations("").ofType("/officeDocument");
            Relations parts = relations(book == null ? "xl/workbook.xml" : book);
            First first = first(parts.of());
            String sheet = parts.byId().get(first.relation());
            if (sheet == null) {
                throw new Unreadable(Cause.DAMAGED);
            }
            String texts = parts.ofType("/sharedStrings");
            List<String> shared = texts == null || zip.getEntry(texts) == null ? List.of() : texts(texts);
            try (Part part = open(sheet)) {
                new Sheet(part.xml(), shared, first.since1904()).read(rows);
            }
        } catch (XMLStreamException | NumberFormatException e) {
            throw new Unreadable(left < 0 ? Cause.BLOWN_UP : Cause.DAMAGED);
        } catch (Blown e) {
            throw new Unreadable(Cause.BLOWN_UP);
        }
    }

    /** More comes out of the file than a list of dossiers can hold. */
    private static final class Blown extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** A file within the file. */
    private record Part(InputStream in, XMLStreamReader xml) implements AutoCloseable {
        @Override
        public void close() throws IOException, XMLStreamException {
            xml.close();
            in.close();
        }
    }

    private Part open(String name) throws IOException, XMLStreamException, Unreadable {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new Unreadable(Cause.DAMAGED);
        }
        InputStream in = new BufferedInputStream(new Counted(zip.getInputStream(entry)));
        return new Part(in, XML.createXMLStreamReader(in));
    }

    /** Counts what really comes out, whatever the file says of itself. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws Blown {
            left -= read;
            if (left < 0) {
                throw new Blown();
            }
        }
    }

    /**
     * Which parts a part speaks of.
     *
     * @param of name of that part
     */
    private record Relations(String of, Map<String, String> byId, Map<String, String> byType) {
        @Nullable
        String ofType(String end) {
            return byType.entrySet().stream()
                    .filter(relation -> relation.getKey().endsWith(end))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
    }

    private Relations relations(String of) throws IOException, XMLStreamException, Unreadable {
        String folder = of.substring(0, of.lastIndexOf('/') + 1);
        var relations = new Relations(of, new HashMap<>(), new HashMap<>());
        try (Part part = open(folder + "_rels/" + of.substring(folder.length()) + ".rels")) {
            XMLStreamReader xml = part.xml();
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("Relationship")) {
                    String target = attribute(xml, "Target");
                    String name = target.startsWith("/") ? target.substring(1) : folder + target;
                    relations.byId().put(attribute(xml, "Id"), name);
                    relations.byType().put(attribute(xml, "Type"), name);
                }
            }
        }
        return relations;
    }

    /** The first sheet that Excel shows. */
    private record First(String relation, boolean since1904) {}

    private First first(String book) throws IOException, XMLStreamException, Unreadable {
        String relation = "";
        boolean since1904 = false;
        try (Part part = open(book)) {
            XMLStreamReader xml = part.xml();
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("workbookPr")) {
                    since1904 = List.of("1", "true").contains(attribute(xml, "date1904"));
                } else if (xml.getLocalName().equals("sheet")
                        && relation.isEmpty()
                        && !attribute(xml, "state")
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains("hidden")) {
                    relation = attribute(xml, "id");
                }
            }
        }
        return new First(relation, since1904);
    }

    private List<String> texts(String name) throws IOException, XMLStreamException, Unreadable {
        List<String> texts = new ArrayList<>();
        try (Part part = open(name)) {
            XMLStreamReader xml = part.xml();
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("si")) {
                    texts.add(text(xml, "si"));
                    if (texts.size() > MOST_TEXTS) {
                        throw new Unreadable(Cause.BLOWN_UP);
                    }
                }
            }
        }
        return texts;
    }

    /** All texts up to the element's end, but for those that say how others are pronounced. */
    private static String text(XMLStreamReader xml, String element) throws XMLStreamException {
        var text = new StringBuilder();
        boolean isText = false;
        boolean isAside = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                isAside |= xml.getLocalName().equals("rPh");
                isText = xml.getLocalName().equals("t") && !isAside;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                isText = false;
                isAside &= !xml.getLocalName().equals("rPh");
                if (xml.getLocalName().equals(element)) {
                    break;
                }
            } else if (isText) {
                append(text, xml);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, XMLStreamReader xml) {
        if (xml.hasText() && text.length() < LONGEST_TEXT) {
            text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    /** The rows of one sheet. */
    private record Sheet(XMLStreamReader xml, List<String> shared, boolean since1904) {
        void read(Row.Taker rows) throws XMLStreamException, Unreadable {
            int number = 0;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("row")) {
                    String own = attribute(xml, "r");
                    number = own.isEmpty() ? number + 1 : Integer.parseInt(own);
                    rows.take(new Row(number, cells(), since1904));
                }
            }
        }

        private List<String> cells() throws XMLStreamException {
            List<String> cells = new ArrayList<>();
            int next = 0;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("row")) {
                    break;
                } else if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("c")) {
                    String address = attribute(xml, "r");
                    int column = address.isEmpty() ? next : column(address);
                    next = column + 1;
                    String value = value(attribute(xml, "t"));
                    if (column < MOST_COLUMNS) {
                        while (cells.size() <= column) {
                            cells.add("");
                        }
                        cells.set(column, value);
                    }
                }
            }
            return cells;
        }

        /** What the cell shows; of a formula what it came to when the file was written. */
        private String value(String type) throws XMLStreamException {
            String value = "";
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("c")) {
                    break;
                } else if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("v")) {
                    value = element();
                } else if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("is")) {
                    value = text(xml, "is");
                }
            }
            return switch (type) {
                case "s" -> shared(value);
                case "", "n" -> plain(value);
                // Such as #N/A.
                case "e" -> "";
                default -> value;
            };
        }

        private String element() throws XMLStreamException {
            var text = new StringBuilder();
            while (xml.hasNext() && xml.next() != XMLStreamConstants.END_ELEMENT) {
                append(text, xml);
            }
            return text.toString();
        }

        /** As a person would write it: 2.0251122E7 is a code, too. */
        private static String plain(String number) {
            return number.matches("\\d+(?:\\.\\d+)?E\\+?\\d{1,2}") ? new BigDecimal(number).toPlainString() : number;
        }

        private String shared(String number) {
            if (number.isBlank()) {
                return "";
            }
            int index = Integer.parseInt(number.strip());
            return index >= 0 && index < shared.size() ? shared.get(index) : "";
        }

        /** Number of the column in an address such as AB12, counted from 0. */
        private static int column(String address) {
            int column = 0;
            for (int i = 0; i < address.length() && Character.isLetter(address.charAt(i)); i++) {
                column = Math.min(column * 26 + Character.toUpperCase(address.charAt(i)) - 'A' + 1, MOST_COLUMNS + 1);
            }
            return Math.max(column - 1, 0);
        }
    }
}
