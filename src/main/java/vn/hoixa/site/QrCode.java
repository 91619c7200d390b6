package vn.hoixa.site;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * An address as a QR code.
 *
 * @param size width and height with the quiet zone, in modules
 * @param path the dark modules as an SVG path, one unit for a module
 */
record QrCode(int size, String path) {
    /** What the standard asks for around the code: without it cameras do not find it. */
    private static final int QUIET_ZONE = 4;

    static QrCode of(String address) {
        ByteMatrix modules = modules(address);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            int x = 0;
            while (x < modules.getWidth()) {
                int end = endOfRun(modules, x, y);
                if (modules.get(x, y) == 1) {
                    int length = end - x;
                    path.append("M%d %dh%dv1h-%dz".formatted(x + QUIET_ZONE, y + QUIET_ZONE, length, length));
                }
                x = end;
            }
        }
        return new QrCode(modules.getWidth() + 2 * QUIET_ZONE, path.toString());
    }

    private static int endOfRun(ByteMatrix modules, int x, int y) {
        int end = x + 1;
        while (end < modules.getWidth() && modules.get(end, y) == modules.get(x, y)) {
            end++;
        }
        return end;
    }

    private static ByteMatrix modules(String address) {
        try {
            return Encoder.encode(address, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + address, e);
        }
    }
}
