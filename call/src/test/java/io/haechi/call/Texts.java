package io.haechi.call;

import io.haechi.call.data.TextEntry;
import io.haechi.call.data.TextFolder;
import io.haechi.core.Example;
import io.haechi.core.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Calls drawn from a few sentences, for tests: two sources of each class. */
final class Texts {
    static final List<String> PHISHING = List.of(
            "서울중앙지검 첨단범죄수사부 수사관입니다",
            "본인 명의로 개설된 대포통장이 발견되었습니다",
            "금융사기단을 검거하는 과정에서 압수했습니다",
            "피해자인지 가해자인지 조사를 해야 됩니다",
            "안전계좌로 전액 이체하셔야 합니다",
            "주변 사람에게 절대 말씀하시면 안 됩니다",
            "구속영장이 발부될 수 있습니다",
            "녹취 중에 제삼자의 목소리가 들어가면 안 됩니다");

    static final List<String> ORDINARY = List.of(
            "안녕하세요 고객님 무엇을 도와드릴까요",
            "이번 달 요금이 얼마인지 궁금합니다",
            "배송은 내일 오후에 도착할 예정입니다",
            "지점은 평일 네 시까지 영업합니다",
            "아이 숙제는 다 했는지 물어봐야지",
            "저녁에 김치찌개 끓여 먹으려고 해요",
            "환불은 일주일 안에 신청하시면 됩니다",
            "주말에 비가 온다고 하니까 우산 챙기세요");

    private Texts() {}

    static TextFolder calls(int perSplit) {
        SplittableRandom random = new SplittableRandom(11);
        List<TextEntry> entries = new ArrayList<>();
        for (String split : List.of("train", "valid", "test")) {
            for (int i = 0; i < perSplit; i++) {
                boolean positive = i % 2 == 0;
                String id = split + i;
                String source = (positive ? "gang" : "bank") + i % 4 / 2;
                entries.add(new TextEntry(
                        new Example<>(id, call(positive, random), positive, source, id, split),
                        positive ? (i % 4 == 0 ? "수사기관 사칭" : "대출사기") : ""));
            }
        }
        return TextFolder.of(Problem.CALL, entries);
    }

    static String call(boolean positive, SplittableRandom random) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean isSmallTalk = random.nextInt(4) == 0;
            List<String> from = positive && !isSmallTalk ? PHISHING : ORDINARY;
            lines.add(from.get(random.nextInt(from.size())));
        }
        return String.join("\n", lines);
    }
}
