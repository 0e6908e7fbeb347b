package io.dogwatch.containerstats;

import java.util.Locale;

/** Measured figures as people read them: rounded, with one unit. Pure. */
public final class HumanNumbers {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private HumanNumbers() {}

    /** Such as {@code 243MiB}, and {@code 1.5GiB} below ten. */
    public static String size(double bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String number = unit == 0 || Math.abs(value) >= 10
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + UNITS[unit];
    }

    /** A share of 1 in whole percents. */
    public static String share(double share) {
        return Math.round(share * 100) + "%";
    }
}
