package io.dogwatch.model;

import java.util.List;

/** Sizes and numbers as people write them in a configuration: {@code 64KiB}, {@code 0.5}, {@code 20%}. */
public final class ByteSizes {

    private ByteSizes() {}

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    /** The largest unit that leaves no rest. */
    public static String size(long bytes) {
        for (int unit = UNITS.size() - 1; unit > 0; unit--) {
            int shift = 10 * unit;
            if (bytes >= 1L << shift && bytes % (1L << shift) == 0) {
                return (bytes >> shift) + UNITS.get(unit);
            }
        }
        return bytes + "B";
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
