package vn.hoixa.attachment;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Photos as residents take them. */
public final class Pictures {
    private Pictures() {}

    /** A poster on a wall, photographed from some way off. */
    public static byte[] ofCode(String text, String format) {
        var photo = new BufferedImage(1600, 1200, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = photo.createGraphics();
        brush.setColor(new Color(170, 160, 140));
        brush.fillRect(0, 0, 1600, 1200);
        brush.rotate(0.1);
        brush.drawImage(code(text), 700, 300, null);
        brush.dispose();
        return bytes(photo, format);
    }

    public static byte[] ofNothing() {
        return bytes(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    static byte[] bytes(BufferedImage picture, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage code(String text) {
        try {
            BitMatrix modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 400, 400);
            var picture = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < 400; y++) {
                for (int x = 0; x < 400; x++) {
                    picture.setRGB(x, y, modules.get(x, y) ? 0x000000 : 0xffffff);
                }
            }
            return picture;
        } catch (WriterException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
