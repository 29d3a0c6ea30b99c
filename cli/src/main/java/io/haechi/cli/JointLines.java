package io.haechi.cli;

import io.haechi.call.joint.JointVerdict;
import java.util.Locale;

/** A verdict on voice and words for a terminal: the one decision and why, then both findings as they are alone. */
final class JointLines {
    private JointLines() {}

    /**
     * The lines.
     *
     * @param voice what is said of the voice alone
     */
    static String of(JointVerdict joint, String voice, Terminal terminal) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %s, risk %.2f: %s%n",
                joint.voice().file(),
                terminal.word(joint.decision()),
                joint.risk(),
                joint.rule().english()));
        indent(text, "voice ", voice, joint.voice().file());
        indent(
                text,
                "words ",
                CallLines.of(joint.words(), terminal, CallLines.Detail.BRIEF),
                joint.words().file());
        return text.toString();
    }

    /** The same lines below the first, with what they are of in place of the file's name. */
    private static void indent(StringBuilder text, String title, String lines, String file) {
        String rest = lines.startsWith(file + ": ") ? lines.substring(file.length() + 2) : lines;
        text.append("  ").append(title).append(rest);
    }
}
