package io.haechi.core;

/** What a verdict says; in the order of how much it should worry a person, with {@link #UNSURE} apart. */
public enum Decision {
    /** Nothing suspicious. */
    SAFE("안전"),
    /** More likely than not, yet below the bar for an alarm. */
    SUSPECT("의심"),
    /** As sure as the detector gets. */
    DANGER("위험"),
    /** The input does not carry enough to judge. */
    UNSURE("판단불가");

    private final String korean;

    Decision(String korean) {
        this.korean = korean;
    }

    /** The word a Korean reader is shown. */
    public String korean() {
        return korean;
    }
}
