package io.haechi.text;

/** What a text seems to be written in. */
public enum Language {
    KOREAN("한국어", "Korean"),
    ENGLISH("영어", "English"),
    JAPANESE("일본어", "Japanese"),
    CHINESE("중국어", "Chinese"),
    /** Some other language in Latin letters, or another script. */
    OTHER("다른 언어", "another language"),
    /** Too few letters to say. */
    UNKNOWN("알 수 없음", "unknown");

    private final String korean;
    private final String english;

    Language(String korean, String english) {
        this.korean = korean;
        this.english = english;
    }

    /** Its name in Korean. */
    public String korean() {
        return korean;
    }

    /** Its name in English. */
    public String english() {
        return english;
    }
}
