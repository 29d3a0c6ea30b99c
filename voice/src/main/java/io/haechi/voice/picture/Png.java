package io.haechi.voice.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a PNG: 8 bits for each of red, green and blue, rows as differences from the row above.
 *
 * @see <a href="https://www.w3.org/TR/png/">Portable Network Graphics, third edition</a>
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte UP = 2;

    private Png() {}

    static byte[] encode(Raster raster) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(raster.width())
                .putInt(raster.height())
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        chunk(out, "IHDR", header);
        chunk(out, "IDAT", deflated(rows(raster)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] rows(Raster raster) {
        ByteBuffer rows = ByteBuffer.allocate(raster.height() * (1 + 3 * raster.width()));
        for (int y = 0; y < raster.height(); y++) {
            rows.put(UP);
            for (int x = 0; x < raster.width(); x++) {
                int here = raster.rgb()[y * raster.width() + x];
                int above = y == 0 ? 0 : raster.rgb()[(y - 1) * raster.width() + x];
                for (int shift = 16; shift >= 0; shift -= 8) {
                    rows.put((byte) ((here >> shift) - (above >> shift)));
                }
            }
        }
        return rows.array();
    }

    private static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] block = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(block, 0, deflater.deflate(block));
            }
            return out.toByteArray();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
