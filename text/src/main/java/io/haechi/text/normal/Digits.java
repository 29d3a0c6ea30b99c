package io.haechi.text.normal;

/** How numbers in figures are written. */
public enum Digits {
    /** As they are. */
    KEEP,
    /** In Korean words, as they are read aloud: 2,500만원 becomes 이천오백만원, 3시 becomes 세시, 010-1234 becomes 공일공일이삼사. A recogniser that writes figures and one that writes words then agree. */
    SPELL,
    /** Each number becomes one {@code 0}. */
    MASK,
    /** Left out. */
    DROP
}
