package io.haechi.call.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharacterErrorsTest {
    @Test
    void countsChanges() {
        assertThat(CharacterErrors.of("kitten", "sitting")).isEqualTo(new CharacterErrors(3, 6));
        assertThat(CharacterErrors.of("서울 중앙지검입니다.", "서울중앙 지금입니다")).isEqualTo(new CharacterErrors(1, 9));
        assertThat(CharacterErrors.of("abc", "")).isEqualTo(new CharacterErrors(3, 3));
        assertThat(CharacterErrors.of("", "abc").errors()).isEqualTo(3);
    }

    @Test
    void sumsOverClips() {
        CharacterErrors both = new CharacterErrors(1, 10).plus(new CharacterErrors(4, 10));
        assertThat(both.rate()).isEqualTo(0.25);
        assertThat(CharacterErrors.NONE.rate()).isNaN();
    }
}
