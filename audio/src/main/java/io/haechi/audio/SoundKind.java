package io.haechi.audio;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The families of sound files that are let in, told by their first bytes and never by their name.
 *
 * <p>The child process gets the list of demuxers of the family and no other: play lists, concatenation scripts and
 * subtitle formats, which can name further files, never get as far as being opened.
 */
enum SoundKind {
    WAV("WAV", "wav"),
    MPEG("MP3 or AAC", "mp3,aac,flac"),
    MP4("MP4, M4A or 3GP", "mov,mp4,m4a,3gp,3g2,mj2"),
    OGG("Ogg or Opus", "ogg"),
    FLAC("FLAC", "flac"),
    AMR("AMR", "amr"),
    ASF("WMA", "asf"),
    MATROSKA("WebM or Matroska", "matroska,webm"),
    CAF("CAF", "caf"),
    AIFF("AIFF", "aiff"),
    AU("AU", "au"),
    AVI("AVI", "avi"),
    FLV("FLV", "flv"),
    AC3("AC-3", "ac3,eac3");

    /** How many first bytes {@link #of} wants to see; fewer are taken as they are. */
    static final int HEAD = 8192;

    private static final int[] MPEG1_KBITS_L3 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] MPEG2_KBITS_L3 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] MPEG1_KBITS_L2 = {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384};
    private static final int[] MPEG1_RATES = {44_100, 48_000, 32_000};

    private final String words;
    private final String demuxers;

    SoundKind(String words, String demuxers) {
        this.words = words;
        this.demuxers = demuxers;
    }

    /** The family as a person calls it. */
    String words() {
        return words;
    }

    /** Names of the demuxers that may open it, comma-separated. */
    String demuxers() {
        return demuxers;
    }

    /** The family of a file that starts with these bytes, or empty if it is none of ours. */
    static Optional<SoundKind> of(byte[] head) {
        String mark = new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1);
        return Optional.ofNullable(
                switch (mark.length() < 4 ? "" : mark.substring(0, 4)) {
                    case "RIFF", "RF64", "BW64" ->
                        mark.startsWith("WAVE", 8) ? WAV : mark.startsWith("AVI ", 8) ? AVI : null;
                    case "OggS" -> OGG;
                    case "fLaC" -> FLAC;
                    case "#!AM" -> mark.startsWith("#!AMR") ? AMR : null;
                    case "caff" -> CAF;
                    case ".snd" -> AU;
                    case "FORM" -> mark.startsWith("AIF", 8) ? AIFF : null;
                    case "\u001aE\u00df\u00a3" -> MATROSKA;
                    case "0&\u00b2u" -> ASF;
                    default -> byLooserMarks(mark, head);
                });
    }

    @SuppressWarnings("NullAway") // the caller wraps null in an Optional
    private static SoundKind byLooserMarks(String mark, byte[] head) {
        if (mark.startsWith("ftyp", 4)) {
            return isPicture(mark) ? null : MP4;
        }
        if (mark.startsWith("moov", 4) || mark.startsWith("mdat", 4) || mark.startsWith("wide", 4)) {
            return MP4;
        }
        if (mark.startsWith("ID3")) {
            return MPEG;
        }
        if (mark.startsWith("FLV\u0001")) {
            return FLV;
        }
        if (mark.startsWith("\u000bw")) {
            return AC3;
        }
        return startsWithMpegFrames(head) ? MPEG : null;
    }

    /** HEIC and AVIF pictures wear the same box as MP4. */
    private static boolean isPicture(String mark) {
        String brand = mark.length() < 12 ? "" : mark.substring(8, 12);
        return switch (brand) {
            case "heic", "heix", "hevc", "mif1", "msf1", "avif", "avis" -> true;
            default -> false;
        };
    }

    /**
     * Two headers in a row where the first says the second must be: eleven set bits alone occur in any noise, and text
     * never has them. Silence or junk of a few kilobytes may stand before.
     */
    private static boolean startsWithMpegFrames(byte[] head) {
        for (int i = 0; i + 6 < head.length; i++) {
            if ((head[i] & 0xFF) == 0xFF && (head[i + 1] & 0xE0) == 0xE0) {
                int length = frameLength(head, i);
                int next = i + length;
                boolean isLast = length > 0 && next >= head.length && i == 0;
                if (isLast
                        || length > 0
                                && next + 1 < head.length
                                && head[next] == head[i]
                                && (head[next + 1] & 0xFE) == (head[i + 1] & 0xFE)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Bytes from one MPEG audio or ADTS header to the next, or 0 if it is neither. */
    private static int frameLength(byte[] b, int i) {
        int version = b[i + 1] >> 3 & 3;
        int layer = b[i + 1] >> 1 & 3;
        if (layer == 0 && (b[i + 1] & 0xF0) == 0xF0) {
            return (b[i + 3] & 3) << 11 | (b[i + 4] & 0xFF) << 3 | (b[i + 5] & 0xE0) >> 5;
        }
        int bitrate = b[i + 2] >> 4 & 15;
        int rate = b[i + 2] >> 2 & 3;
        if (version == 1 || layer == 0 || layer == 3 || bitrate == 0 || bitrate == 15 || rate == 3) {
            return 0;
        }
        boolean isMpeg1 = version == 3;
        int kbits = layer == 2
                ? isMpeg1 ? MPEG1_KBITS_L2[bitrate] : MPEG2_KBITS_L3[bitrate]
                : isMpeg1 ? MPEG1_KBITS_L3[bitrate] : MPEG2_KBITS_L3[bitrate];
        int hertz = MPEG1_RATES[rate] >> (isMpeg1 ? 0 : version == 2 ? 1 : 2);
        int perFrame = layer == 2 || isMpeg1 ? 144 : 72;
        return perFrame * kbits * 1000 / hertz + (b[i + 2] >> 1 & 1);
    }
}
