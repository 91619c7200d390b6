package vn.hoixa.attachment;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Looks for a QR code in a picture, whose header says beforehand how much memory that takes. */
final class Picture {
    private static final long LARGEST = 40_000_000;

    /** A code that fills a tenth of the picture's width still has several pixels for each of its modules. */
    private static final long ENOUGH = 4_000_000;

    private Picture() {}

    /** What the code says; null where there is none, or the picture cannot be read, or is too large. */
    static @Nullable String code(byte[] file, FileType type) {
        if (type != FileType.JPEG && type != FileType.PNG) {
            return null;
        }
        try {
            BufferedImage picture = decode(file, type);
            return picture == null ? null : read(picture);
        } catch (IOException | RuntimeException e) {
            // Whoever made the picture chose each of its bytes, and the decoder throws whatever it stumbles over.
            return null;
        }
    }

    private static @Nullable BufferedImage decode(byte[] file, FileType type) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(type.name().toLowerCase(Locale.ROOT))
                .next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > LARGEST) {
                return null;
            }
            int every = (int) Math.ceil(Math.sqrt((double) pixels / ENOUGH));
            var wanted = reader.getDefaultReadParam();
            wanted.setSourceSubsampling(every, every, 0, 0);
            return reader.read(0, wanted);
        } finally {
            reader.dispose();
        }
    }

    private static @Nullable String read(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        try {
            return new QRCodeReader()
                    .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (ReaderException e) {
            return null;
        }
    }
}
