package io.haechi.voice.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.voice.Attribution;
import io.haechi.voice.AttributionMap;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class AttributionPictureTest {
    private static final Attribution ATTRIBUTION = attribution();

    @Test
    void thePngIsWhatOthersReadAndColoursStandWhereTheEffectsAre() throws IOException {
        BufferedImage image = read(AttributionPicture.png(ATTRIBUTION));
        assertThat(image.getWidth()).isEqualTo(1520);
        assertThat(image.getHeight()).isEqualTo(760);
        // The plot spans 112 to 1280 and 32 to 672; synthetic is planted a quarter along and low, human three quarters
        // and high.
        int synthetic = image.getRGB(112 + 1168 * 3 / 8, 672 - 640 * 5 / 32);
        int human = image.getRGB(112 + 1168 * 7 / 8, 672 - 640 * 27 / 32);
        int nothing = image.getRGB(112 + 1168 / 16, 672 - 640 * 27 / 32);
        assertThat(red(synthetic)).isGreaterThan(blue(synthetic) + 80);
        assertThat(blue(human)).isGreaterThan(red(human) + 80);
        assertThat(Math.abs(red(nothing) - blue(nothing))).isLessThan(2);
        assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    @Test
    void everyPixelOfARasterSurvives() throws IOException {
        Random random = new Random(1);
        int[] rgb = random.ints(37 * 11, 0, 0x1000000).toArray();
        BufferedImage image = read(Png.encode(new Raster(37, 11, rgb)));
        for (int i = 0; i < rgb.length; i++) {
            assertThat(image.getRGB(i % 37, i / 37) & 0xFFFFFF).isEqualTo(rgb[i]);
        }
        assertThatThrownBy(() -> new Raster(2, 2, new int[3])).hasMessageContaining("2 by 2");
    }

    @Test
    void theSvgIsXmlWithAxesWordsAndTheSameHeatMap() throws Exception {
        String svg = AttributionPicture.svg(ATTRIBUTION, "통화 <1> & \u0001.wav");
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(text(document, "title")).containsExactly("통화 <1> & \uFFFD.wav");
        assertThat(text(document, "desc").getFirst())
                .contains("0:21.0-0:21.4, 0.6-1.1 kHz: 합성 쪽으로 로그 오즈 1.3 / +1.3 log-odds, towards synthetic")
                .contains("towards human");
        assertThat(text(document, "text"))
                .contains(
                        "Hz", "250", "8000", "20", "24", "초 seconds", "합성 synthetic", "사람 human", "1: +1.3", "2: -0.6");
        Element image = (Element) document.getElementsByTagName("image").item(0);
        byte[] png =
                Base64.getDecoder().decode(image.getAttribute("href").substring("data:image/png;base64,".length()));
        assertThat(read(png).getHeight()).isEqualTo(2 * 128);
    }

    @Test
    void aMapOfNothingIsDrawnWithoutColours() throws IOException {
        AttributionMap empty = new AttributionMap(0, 0.2, new double[16][1]);
        Attribution.Spectrum silent = new Attribution.Spectrum(128, 21, new float[128 * 21]);
        BufferedImage image = read(AttributionPicture.png(new Attribution(0, 0.2, 0, 0, List.of(), empty, silent, 1)));
        int middle = image.getRGB(700, 350);
        assertThat(red(middle)).isEqualTo(blue(middle));
    }

    @Test
    void aLetterThatNobodyDrewIsAMistakeOfOurs() {
        assertThatThrownBy(() -> Glyphs.isInked('한', 0, 0)).hasMessageContaining("no glyph for '한'");
        assertThat(Glyphs.isInked('1', 2, 0)).isTrue();
        assertThat(Glyphs.isInked('1', 0, 0)).isFalse();
    }

    /** Four seconds from second 20: one patch synthetic, one human. */
    private static Attribution attribution() {
        double[][] effects = new double[16][20];
        for (int column = 5; column < 10; column++) {
            effects[2][column] = 0.8;
        }
        for (int column = 15; column < 20; column++) {
            effects[13][column] = -0.8;
        }
        float[] decibels = new float[128 * 401];
        for (int i = 0; i < decibels.length; i++) {
            decibels[i] = -60 + i % 401 % 7;
        }
        return new Attribution(
                20,
                24,
                0.7,
                -0.1,
                List.of(
                        new Attribution.Region(21, 21.4, 566, 1_145, 1.3),
                        new Attribution.Region(23, 24, 5_400, 6_600, -0.6)),
                new AttributionMap(20, 24, effects),
                new Attribution.Spectrum(128, 401, decibels),
                1);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int red(int rgb) {
        return rgb >> 16 & 0xFF;
    }

    private static int blue(int rgb) {
        return rgb & 0xFF;
    }

    private static List<String> text(Document document, String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        return java.util.stream.IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }
}
