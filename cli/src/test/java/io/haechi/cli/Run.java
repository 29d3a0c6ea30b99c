package io.haechi.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One run of the command line inside this process.
 *
 * @param code the exit code
 * @param out what it printed on stdout
 * @param err what it printed on stderr
 */
record Run(int code, String out, String err) {

    static Run of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Run(code, out.toString(), err.toString());
    }
}
