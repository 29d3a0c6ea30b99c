package io.haechi.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageGuessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "고객님 계좌를 확인해 드리겠습니다|KOREAN",
                "네 KB Star Banking app 설치하시고 install 누르세요|KOREAN",
                "Hello, this is the bank calling about your account|ENGLISH",
                "お電話ありがとうございます。口座番号をお願いします|JAPANESE",
                "您好，请问您的账户号码是多少|CHINESE",
                "Guten Tag, hier spricht die Sparkasse wegen Ihres Kontos|OTHER",
                "Здравствуйте, служба безопасности банка|OTHER",
                "123 !!|UNKNOWN",
                "네|UNKNOWN"
            })
    void byLetters(String text, Language expected) {
        assertThat(LanguageGuess.of(text).language()).isEqualTo(expected);
    }

    @Test
    void nothingIsUnknown() {
        LanguageGuess guess = LanguageGuess.of("");
        assertThat(guess.language()).isEqualTo(Language.UNKNOWN);
        assertThat(guess.hangulShare()).isZero();
        assertThat(guess.isKorean()).isFalse();
    }
}
