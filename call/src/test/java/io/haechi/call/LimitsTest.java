package io.haechi.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that cannot be judged, each with its reason in plain words. */
class LimitsTest {
    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource(delimiter = '|', textBlock = """
            네                                    | 1   | only one Korean syllable was said; 40 syllables are needed to judge
            여보세요                              | 1   | only 4 Korean syllables were said; 40 syllables are needed to judge
            😀👍🏽                                 | 500 | no Korean was said; 40 syllables are needed to judge
            가                                    | 900 | the same few syllables are said over and over; there is nothing to judge
            this is the bank and you have a loan. | 20  | seems to be English, and this model knows Korean only
            もしもし銀行の田中と申します。        | 20  | seems to be Japanese, and this model knows Korean only
            zzzz                                  | 90  | seems to be another language, and this model knows Korean only
            """)
    void theReasonIsSaid(String text, int times, String reason) {
        assertThat(Limits.of(text.repeat(times))).containsExactly(reason);
    }
}
