package io.haechi.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.core.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {
    @TempDir
    Path temp;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(temp.resolve("a"), "one");
        Files.writeString(temp.resolve("b"), "one");
        Files.writeString(temp.resolve("c"), "two");
        Files.writeString(temp.resolve("d"), "two");
        Files.writeString(temp.resolve("e"), "");
        Files.writeString(temp.resolve("g"), "three");
    }

    @Test
    void whatMakesFiguresLieIsFound() throws IOException {
        DataCheck check = check("""
                path,label,split,source,group
                a,real,train,vctk,s1
                b,real,test,vctk,s2
                c,fake,train,vits,s3
                d,real,train,vits,s3
                e,fake,test,vits,s1
                f,fake,test,vits,s4
                g,fake,test,vits,s5
                """);
        assertThat(check.n()).isEqualTo(7);
        assertThat(check.counts()).containsEntry("test", Map.of("real", Map.of("vctk", 1), "fake", Map.of("vits", 3)));
        assertThat(check.duplicatesAcrossSplits()).containsExactly(List.of("a", "b"));
        assertThat(check.duplicates()).containsExactly(List.of("c", "d"));
        assertThat(check.groupsAcrossSplits()).containsExactly(Map.entry("s1", List.of("test", "train")));
        assertThat(check.unreadable()).containsExactly(Map.entry("e", "empty"), Map.entry("f", "missing"));
        assertThat(check.warnings())
                .contains("1 files of equal content carry both labels.")
                .contains("Split \"test\" has only 1 \"real\": figures on it will be rough.");
        assertThat(check.isSound()).isFalse();
        assertThat(check.toText())
                .contains("Equal files in several splits (1)", "a = b", "s1: test, train", "f: missing");
        JsonNode json = check.toJson();
        assertThat(json.at("/schema").asText()).isEqualTo("haechi/1");
        assertThat(json.at("/counts/test/fake/vits").asInt()).isEqualTo(3);
        assertThat(json.at("/duplicatesAcrossSplits/0/1").asText()).isEqualTo("b");
        assertThat(json.at("/groupsAcrossSplits/s1/0").asText()).isEqualTo("test");
        assertThat(json.at("/unreadable/e").asText()).isEqualTo("empty");
        assertThat(json.at("/sound").asBoolean()).isFalse();
    }

    @Test
    void aSoundSetHasNothingAgainstIt() throws IOException {
        DataCheck check = check("path,label,split,source,group\na,real,train,x,s1\nc,fake,train,x,s2\n");
        assertThat(check.isSound()).isTrue();
        assertThat(check.toText()).doesNotContain("Equal files", "Groups", "Unreadable");
    }

    @Test
    void withoutGroupsItSaysWhatNobodyKnows() throws IOException {
        DataCheck check = check("path,label\na,real\nc,real\n");
        assertThat(check.groupsAcrossSplits()).isEmpty();
        assertThat(check.warnings())
                .anyMatch(warning -> warning.startsWith("Nothing is known about groups"))
                .contains("Split \"all\" has no \"fake\": figures that need both classes are undefined there.");
    }

    @Test
    void longListsAreCutShort() throws IOException {
        StringBuilder csv = new StringBuilder("path,label\n");
        for (int i = 0; i < 30; i++) {
            csv.append("missing-").append(i).append(",real\n");
        }
        assertThat(check(csv.toString()).toText()).contains("Unreadable files (30)", "  and 20 more");
    }

    private DataCheck check(String csv) throws IOException {
        Files.writeString(temp.resolve("manifest.csv"), csv);
        return DataCheck.of(DataFolder.open(temp, Problem.VOICE));
    }
}
