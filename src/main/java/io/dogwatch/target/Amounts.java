package io.dogwatch.target;

import java.time.Duration;

/** Durations, sizes and numbers as people write them in a configuration: {@code 1h30m}, {@code 64KiB}, {@code 20%}. */
public final class Amounts {

    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1000, 1};
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

    private Amounts() {}

    /** The shortest text that the configuration reads as the same duration, to the millisecond; {@code 0s} for none. */
    public static String text(Duration duration) {
        long rest = duration.toMillis();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < MILLIS.length; i++) {
            if (rest >= MILLIS[i]) {
                text.append(rest / MILLIS[i]).append(UNITS[i]);
                rest %= MILLIS[i];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    /** The largest unit that leaves no rest. */
    public static String size(long bytes) {
        if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
            return (bytes >> 20) + "MiB";
        }
        return bytes >= 1024 && bytes % 1024 == 0 ? (bytes >> 10) + "KiB" : bytes + "B";
    }

    /** To six digits after the point, and without zeros at its end. */
    public static String number(double number) {
        long millionths = Math.round(Math.abs(number) * 1_000_000);
        String fraction = Long.toString(1_000_000 + millionths % 1_000_000).substring(1);
        int length = fraction.length();
        while (length > 0 && fraction.charAt(length - 1) == '0') {
            length--;
        }
        return (number < 0 && millionths > 0 ? "-" : "")
                + millionths / 1_000_000
                + (length == 0 ? "" : "." + fraction.substring(0, length));
    }

    /** A share of 1 as percents: {@code 20%} for 0.2. */
    public static String share(double share) {
        return number(share * 100) + "%";
    }
}
