package io.haechi.call.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.data.DataCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFolderTest {
    private static final String CALLS = """
        id,source,label,type,split,text
        c1,bank,normal,,train,"안녕하세요 고객님 무엇을 도와드릴까요 오늘은 대출 상담입니다
        네 안녕하세요"
        c2,gang,phishing,대출사기,train,저금리 대출 안내드립니다
        c3,bank,0,,test,안녕하세요 고객님 무엇을 도와드릴까요 오늘은 대출 상담입니다 네 안녕하세요!
        """;

    @TempDir
    Path folder;

    @Test
    void packedAndPlainFilesSayTheSame() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("calls.csv.gz")))) {
            out.write(CALLS.getBytes(StandardCharsets.UTF_8));
        }
        List<TextEntry> packed = TextFolder.open(folder, Problem.CALL).entries();
        Files.delete(folder.resolve("calls.csv.gz"));
        write("calls.csv", CALLS);
        assertThat(TextFolder.open(folder, Problem.CALL).entries())
                .isEqualTo(packed)
                .hasSize(3);
        assertThat(packed.get(1).type()).isEqualTo("대출사기");
        assertThat(packed.get(2).example().positive()).isFalse();
    }

    @Test
    void sentencesTakeTheirSourceFromTheirCall() throws IOException {
        write("calls.csv", CALLS);
        write("sentences.csv", "id,call_id,label,split,text\ns1,c2,1,train,저금리 대출\n");
        TextEntry sentence = TextFolder.open(folder, Problem.SENTENCE).entries().getFirst();
        assertThat(sentence.example().source()).isEqualTo("gang");
        assertThat(sentence.example().group()).isEqualTo("c2");
    }

    @Test
    void mistakesNameTheirLine() throws IOException {
        write("calls.csv", "id,label,text\na,normal,말\nb,maybe,말\n");
        assertThatThrownBy(() -> TextFolder.open(folder, Problem.CALL))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("line 3: label \"maybe\" is neither \"normal\" (0) nor \"phishing\" (1)");
        write("calls.csv", "id,label,text\na,normal,말\na,normal,말\n");
        assertThatThrownBy(() -> TextFolder.open(folder, Problem.CALL))
                .hasMessageContaining("line 3: id \"a\" stands already in line 2");
        write("calls.csv", "id,text\na,말\n");
        assertThatThrownBy(() -> TextFolder.open(folder, Problem.CALL)).hasMessageContaining("column \"label\"");
    }

    @Test
    void theSameWordsInTwoSplitsAreFoundBehindOtherSigns() throws IOException {
        write("calls.csv", CALLS);
        DataCheck check = TextChecking.of(TextFolder.open(folder, Problem.CALL));
        assertThat(check.duplicatesAcrossSplits()).containsExactly(List.of("c1", "c3"));
        assertThat(check.warnings()).anyMatch(each -> each.contains("2 of 2 sources hold one class only"));
    }

    @Test
    void writtenCallsAreOrdinaryAndOfManyKinds() {
        List<TextEntry> calls = Background.calls(2, 1);
        assertThat(calls)
                .hasSizeGreaterThan(20)
                .noneMatch(each -> each.example().positive());
        assertThat(calls).isEqualTo(Background.calls(2, 1));
        assertThat(calls.stream()
                        .map(each -> each.example().source())
                        .distinct()
                        .count())
                .isEqualTo(calls.size() / 2);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
