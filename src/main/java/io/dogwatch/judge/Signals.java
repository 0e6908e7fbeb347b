package io.dogwatch.judge;

import java.util.List;
import java.util.Locale;

/** Numbers of Linux signals. Pure. */
final class Signals {

    static final int KILL = 9;

    /** glibc reserves 32 and 33 for its threads. */
    private static final int RTMIN = 34;

    private static final int RTMAX = 64;

    /** By number, from 1 on, as on x86 and ARM (signal(7)). */
    private static final List<String> NAMES = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");

    private Signals() {}

    /**
     * Returns the number of a signal as Docker accepts it: {@code SIGTERM}, {@code term}, {@code 15}, {@code SIGRTMIN+3}
     * or {@code RTMAX-2}; 0 if it is unknown.
     */
    static int number(String name) {
        String text = name.strip().toUpperCase(Locale.ROOT);
        if (text.matches("[0-9]{1,2}")) {
            return Integer.parseInt(text);
        }
        String word = text.startsWith("SIG") ? text.substring(3) : text;
        if (word.matches("RTMIN(\\+[0-9]{1,2})?")) {
            return RTMIN + offset(word);
        }
        if (word.matches("RTMAX(-[0-9]{1,2})?")) {
            return RTMAX - offset(word);
        }
        return NAMES.indexOf(word) + 1;
    }

    private static int offset(String word) {
        return word.length() == "RTMIN".length() ? 0 : Integer.parseInt(word.substring("RTMIN".length() + 1));
    }
}
