package io.haechi.call.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptFileTest {
    private static final String SRT =
            "1\n00:00:01,000 --> 00:00:03,500\n안녕하세요\n고객님\n\n2\n00:00:04,000 --> 00:00:06,000\n네 안녕하세요\n";

    @TempDir
    Path folder;

    @Test
    void subtitlesKeepTheirTimes() throws IOException {
        Transcript srt = read("a.srt", SRT);
        Transcript vtt = read(
                "a.vtt", "WEBVTT\n\nNOTE no words\n\n" + SRT.replace(',', '.').replace("안녕하세요\n", "<v 상담원>안녕하세요\n"));
        assertThat(srt.timed()).isTrue();
        assertThat(srt.lines().getFirst().startSeconds()).isEqualTo(1);
        assertThat(srt.seconds()).isEqualTo(6);
        assertThat(vtt.text()).isEqualTo(srt.text());
    }

    @Test
    void aBrokenSubtitleNamesItsLine() {
        assertThatThrownBy(() -> read("b.srt", SRT.replace("00:00:04,000 -->", "00:00:04,000")))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("b.srt, line 7: expected times");
        assertThatThrownBy(() -> read("c.srt", SRT.replace("00:00:06", "00:00:02")))
                .hasMessageContaining("line 7: the words end before they begin");
        assertThatThrownBy(() -> read("d.srt", "1\n")).hasMessageContaining("line 1: expected times");
    }

    @Test
    void jsonOfManyRecognisersIsRead() throws IOException {
        String whisper =
                "{\"segments\":[{\"start\":0.5,\"end\":2,\"text\":\"안녕하세요\"},{\"start\":2,\"end\":3,\"text\":\"네\"}]}";
        assertThat(read("a.json", whisper).lines().getFirst().startSeconds()).isEqualTo(0.5);
        assertThat(read("b.json", "[\"안녕하세요\",\"네\"]").timed()).isFalse();
        assertThat(read("c.json", "{\"text\":\"안녕하세요\"}").text()).isEqualTo("안녕하세요");
        assertThatThrownBy(() -> read("d.json", "{\n\"text\": oops}"))
                .hasMessageContaining("d.json, line 2: this is no");
        assertThatThrownBy(() -> read("cut.json", "{\"utterances\": ["))
                .hasMessageEndingWith("expected close marker for Array.");
        assertThatThrownBy(() -> read("e.json", "[{\"words\":1}]")).hasMessageContaining("item 1 holds no \"text\"");
    }

    @Test
    void columnsMayBePartedOtherwise() throws IOException {
        for (String separator : List.of(",", ";", "\t")) {
            String text = "start,Text,end\n0,안녕하세요,1.5\n2,네 맞아요,3\n".replace(",", separator);
            Transcript read = read("parted.csv", text);
            assertThat(read.lines()).extracting(Transcript.Line::text).containsExactly("안녕하세요", "네 맞아요");
            assertThat(read.seconds()).isEqualTo(3);
        }
    }

    @Test
    void whereOnlyBeginningsAreKnownLinesEndWithTheirWordsOrTheNext() throws IOException {
        List<Transcript.Line> expected = List.of(
                new Transcript.Line(0, 0.5, "안녕하세요"),
                new Transcript.Line(0.5, 0.9, "네네"),
                new Transcript.Line(30, 30.2, "네"));
        Transcript csv = read("starts.csv", "start,text\n0,안녕하세요\n0.5,네네\n30,네\n");
        assertThat(csv.lines()).isEqualTo(expected);
        assertThat(csv.timed()).isTrue();
        String json =
                "[{\"start\":0,\"text\":\"안녕하세요\"},{\"start\":0.5,\"text\":\"네네\"},{\"start\":30,\"text\":\"네\"}]";
        assertThat(read("starts.json", json).lines()).isEqualTo(expected);
    }

    @Test
    void timesThatAreNoneAreNamed() {
        assertThatThrownBy(() -> read("t.json", "[{\"start\":\"00:30\",\"text\":\"네\"}]"))
                .hasMessageEndingWith("t.json: item 1: \"start\" is no time in seconds: \"00:30\".");
        assertThatThrownBy(() -> read("back.csv", "start,text\n30,네\n0,네\n"))
                .hasMessageContaining("item 2: begins at 0.0 s, before the one above it (30.0 s)");
    }

    @Test
    void csvNeedsAColumnOfWords() throws IOException {
        assertThat(read("a.csv", "start,end,text\n0,1.5,안녕하세요\n").seconds()).isEqualTo(1.5);
        assertThat(read("b.csv", "안녕하세요\n네\n").lines()).hasSize(2);
        assertThatThrownBy(() -> read("c.csv", "a,b\n1,2\n")).hasMessageContaining("line 1: no column holds the words");
        assertThatThrownBy(() -> read("d.csv", "start,end,text\nx,1,말\n")).hasMessageContaining("no times");
    }

    @Test
    void cp949IsReadAsItWasMeant() throws IOException {
        Path file = folder.resolve("old.txt");
        Files.write(file, "안녕하세요 고객님\n대출 상담입니다\n".getBytes(Charset.forName("x-windows-949")));
        assertThat(TranscriptFile.read(file).text()).isEqualTo("안녕하세요 고객님\n대출 상담입니다");
    }

    @Test
    void secondsAreToldFromSyllablesWhereThereAreNone() {
        assertThat(Transcript.ofText("t", "가나다라마\n바사아자차").seconds()).isEqualTo(10 / Transcript.SYLLABLES_PER_SECOND);
    }

    @Test
    void marksBeforeTheLinesAreTheirTimes() throws IOException {
        Transcript marked = read("m.txt", "[00:02] 네 여보세요\n(00:40) 서울중앙지검입니다\n본인 맞으세요\n\n[1:00:00.5] 끊겠습니다\n");
        assertThat(marked.timed()).isTrue();
        assertThat(marked.lines().stream().map(Transcript.Line::text))
                .containsExactly("네 여보세요", "서울중앙지검입니다", "본인 맞으세요", "끊겠습니다");
        assertThat(marked.lines().get(1).startSeconds()).isEqualTo(40);
        assertThat(marked.lines().get(2).startSeconds()).isBetween(41.0, 42.5);
        assertThat(marked.lines().get(3).startSeconds()).isEqualTo(3600.5);
        Transcript byTheClock = read("c.txt", "[14:03:20] 네\n[14:03:52] 여보세요\n");
        assertThat(byTheClock.lines().get(1).startSeconds()).isEqualTo(32);
    }

    @Test
    void marksThatCannotBeTimesAreLeftInTheText() throws IOException {
        for (String text : List.of("여보세요\n[00:40] 네\n", "[00:40] 여보세요\n[00:10] 네\n", "12:30 에 뵙겠습니다\n")) {
            assertThat(read("n.txt", text).timed()).isFalse();
            assertThat(read("n.txt", text).text()).isEqualTo(text.strip());
        }
    }

    @Test
    void whatIsNotThereOrEmptyIsSaid() throws IOException {
        assertThatThrownBy(() -> read("empty.txt", "")).hasMessageContaining("empty");
        assertThatThrownBy(() -> TranscriptFile.read(folder.resolve("none.txt")))
                .hasMessageContaining("no such file");
    }

    private Transcript read(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        return TranscriptFile.read(file);
    }
}
