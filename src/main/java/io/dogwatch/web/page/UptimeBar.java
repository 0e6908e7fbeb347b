package io.dogwatch.web.page;

import io.dogwatch.report.UptimeSlice;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Uptime of a target as a row of SVG bars, each 4 wide and up to {@value #HEIGHT} high: low for an hour or a day
 * without downtime, high for downtime, absent if the target was not watched.
 *
 * @param up the path of the low bars
 * @param down the path of the high bars
 * @param percent such as {@code 99.95%}; absent if the target was never watched
 * @param words a description for screen readers
 */
public record UptimeBar(
        int width, String up, String down, @Nullable String percent, String words) {

    static final int HEIGHT = 16;

    private static final int STEP = 4;
    private static final int BAR = 3;
    private static final int LOW = 6;

    /** @param what the period, such as {@code 24 hours} */
    static UptimeBar of(UptimeSlice stretch, String what) {
        StringBuilder up = new StringBuilder();
        StringBuilder down = new StringBuilder();
        List<UptimeSlice.Slot> slots = stretch.slots();
        long bad = 0;
        for (int i = 0; i < slots.size(); i++) {
            UptimeSlice.Slot slot = slots.get(i);
            if (slot.down() > 0) {
                bad++;
                // Keeps one minute of an hour visible.
                int height = (int) Math.round(LOW + 3 + (HEIGHT - LOW - 3) * slot.down());
                bar(down, i * STEP, height);
            } else if (slot.watched() > 0) {
                bar(up, i * STEP, LOW);
            }
        }
        String percent = stretch.availability().map(UptimeBar::percent).orElse(null);
        String words = percent == null
                ? "not watched in the last " + what
                : percent + " in the last " + what + (bad == 0 ? "" : ", down in " + bad + " of " + slots.size());
        return new UptimeBar(Math.max(1, slots.size() * STEP - 1), up.toString(), down.toString(), percent, words);
    }

    private static void bar(StringBuilder path, int x, int height) {
        path.append('M').append(x).append(' ').append(HEIGHT).append('h').append(BAR);
        path.append("v-").append(height).append("h-").append(BAR).append('z');
    }

    /** Formats a ratio; never returns 100% after any downtime. */
    static String percent(double share) {
        if (share >= 1) {
            return "100%";
        }
        double percent = Math.min(99.99, Math.floor(share * 10_000) / 100);
        String text = String.format(Locale.ROOT, percent < 99 ? "%.1f" : "%.2f", percent);
        return text + "%";
    }
}
