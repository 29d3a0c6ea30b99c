package io.haechi.call.joint;

import io.haechi.core.Decision;

/**
 * How what is said and who says it become one decision. The first rule that holds decides:
 *
 * <table>
 * <caption>The whole rule</caption>
 * <tr><th>words</th><th>voice</th><th>rule</th><th>decision</th></tr>
 * <tr><td>DANGER</td><td>any</td><td>{@link #PHISHING_WORDS}</td><td>DANGER</td></tr>
 * <tr><td>SUSPECT</td><td>DANGER</td><td>{@link #SYNTHETIC_AND_SUSPECT}</td><td>DANGER</td></tr>
 * <tr><td>SUSPECT</td><td>other</td><td>{@link #SUSPECT_WORDS}</td><td>SUSPECT</td></tr>
 * <tr><td>SAFE</td><td>DANGER</td><td>{@link #ONLY_SYNTHETIC}</td><td>SUSPECT</td></tr>
 * <tr><td>SAFE</td><td>other</td><td>{@link #HARMLESS_WORDS}</td><td>SAFE</td></tr>
 * <tr><td>UNSURE</td><td>any</td><td>{@link #VOICE_ALONE}</td><td>the voice's</td></tr>
 * </table>
 *
 * <p>Words weigh more because they are what robs people: a human who reads a phishing script is as dangerous as a machine. A
 * synthetic voice that says harmless things is only synthetic; announcements and assistants are. It stays SUSPECT, for a cloned
 * voice may begin with harmless things. A voice that is merely suspect changes nothing where the words are harmless, because one
 * real voice in three sounds suspect over a line that the detector does not know.
 */
public enum JointRule {
    /** What is said is phishing, whoever says it. */
    PHISHING_WORDS("what is said is voice phishing; that counts whoever says it"),
    /** Suspect words in a synthetic voice. */
    SYNTHETIC_AND_SUSPECT("suspect words in a synthetic voice: together they are dangerous"),
    /** Suspect words, no synthetic voice. */
    SUSPECT_WORDS("what is said is suspect; the voice does not settle it"),
    /** Harmless words in a synthetic voice. */
    ONLY_SYNTHETIC("the voice is synthetic, but nothing that is said is phishing so far"),
    /** Harmless words. */
    HARMLESS_WORDS("nothing that is said is phishing"),
    /** Too few words to judge, or none in a known language. */
    VOICE_ALONE("too little is said that can be judged; the voice alone decides");

    private final String english;

    JointRule(String english) {
        this.english = english;
    }

    /** Why, in a few words. */
    public String english() {
        return english;
    }

    /** The rule that holds for two decisions. */
    public static JointRule of(Decision words, Decision voice) {
        boolean isSynthetic = voice == Decision.DANGER;
        return switch (words) {
            case DANGER -> PHISHING_WORDS;
            case SUSPECT -> isSynthetic ? SYNTHETIC_AND_SUSPECT : SUSPECT_WORDS;
            case SAFE -> isSynthetic ? ONLY_SYNTHETIC : HARMLESS_WORDS;
            case UNSURE -> VOICE_ALONE;
        };
    }

    /** What it decides, given the voice's decision. */
    public Decision decision(Decision voice) {
        return switch (this) {
            case PHISHING_WORDS, SYNTHETIC_AND_SUSPECT -> Decision.DANGER;
            case SUSPECT_WORDS, ONLY_SYNTHETIC -> Decision.SUSPECT;
            case HARMLESS_WORDS -> Decision.SAFE;
            case VOICE_ALONE -> voice;
        };
    }
}
