package io.haechi.call.risk;

/** The prevention service's three bands of {@link PhishingShare}. */
public enum Band {
    /** Below 60 %. */
    SAFE("안전"),
    /** From 60 to 80 %. */
    CAUTION("주의"),
    /** Above 80 %. */
    DANGER("위험");

    private final String korean;

    Band(String korean) {
        this.korean = korean;
    }

    /** The word a Korean reader is shown. */
    public String korean() {
        return korean;
    }
}
