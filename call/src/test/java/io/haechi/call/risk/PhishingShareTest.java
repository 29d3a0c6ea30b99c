package io.haechi.call.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhishingShareTest {

    @ParameterizedTest
    @CsvSource({"0, 10, SAFE", "59, 100, SAFE", "6, 10, CAUTION", "8, 10, CAUTION", "81, 100, DANGER", "0, 0, SAFE"})
    void theBandsAreTheStudys(int phishing, int sentences, Band band) {
        assertThat(new PhishingShare(phishing, sentences).band()).isEqualTo(band);
    }

    @Test
    void aSentenceCountsFromOneHalf() {
        assertThat(PhishingShare.of(List.of(0.5, 0.49, 0.9, 0.0)).value()).isEqualTo(0.5);
    }
}
