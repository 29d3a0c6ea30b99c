package io.haechi.call.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManipulationsTest {

    @ParameterizedTest
    @CsvSource({
        "AUTHORITY, 서울중앙지검 한도윤 수사관입니다",
        "CASE, 현장에서 대포 통장을 압수했습니다",
        "THREAT, 구속 영장이 나갈 수 있습니다",
        "URGENCY, 지금 바로 진행하셔야 됩니다",
        "ISOLATION, 가족이나 은행 직원한테 절대 말씀하시면 안 됩니다",
        "SAFE_ACCOUNT, 안전 계좌로 옮겨 두셔야 합니다",
        "REMOTE_APP, 보안 앱을 설치하시고 링크를 누르세요",
        "UPFRONT, 기존 대출을 먼저 상환하셔야 됩니다",
        "LOAN_OFFER, 저금리로 전환 가능하신 상품입니다",
        "SECRETS, 비밀번호 네 자리를 불러 주세요"
    })
    void eachIsFoundByItsWords(Manipulation expected, String sentence) {
        assertThat(Manipulations.in(sentence)).extracting(Found::manipulation).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "네 안녕하세요 무엇을 도와드릴까요",
                "밥은 먹었어",
                "택배는 경비실에 맡겨 주세요",
                "대출 금리는 지점에서 안내해 드립니다",
                "",
                "😀😀",
                "Hello, how are you?"
            })
    void ordinarySentencesHaveNone(String sentence) {
        assertThat(Manipulations.in(sentence)).isEmpty();
    }

    @Test
    void spacesDoNotMatterAndWordsStandAsTheyWere() {
        List<Found> found = Manipulations.in("저희가 대 포 통장을 봤습니다");
        assertThat(found).containsExactly(new Found(Manipulation.CASE, "대 포 통장"));
    }

    @Test
    void aVeryLongSentenceEnds() {
        assertThat(Manipulations.in("가".repeat(10_000_000))).isEmpty();
    }
}
