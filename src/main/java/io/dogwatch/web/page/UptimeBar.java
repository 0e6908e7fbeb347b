package io.dogwatch.web.page;

import io.dogwatch.report.UptimeSlice;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a target fared in a stretch of time, as a row of bars, 4 wide each and {@value #HEIGHT} high: a low one for an hour or a
 * day in which it worked, a high one where it was down, none where it was not watched.
 *
 * @param up the path of the low ones
 * @param down the path of the high ones
 * @param percent such as {@code 99.95%}; absent if it was never watched
 * @param words the same for people who do not see it
 */
public record UptimeBar(
        int width, String up, String down, @Nullable String percent, String words) {

    static final int HEIGHT = 16;

    private static final int STEP = 4;
    private static final int BAR = 3;
    private static final int LOW = 6;

    /** @param what the stretch and its parts, such as {@code 24 hours} */
    static UptimeBar of(UptimeSlice stretch, String what) {
        StringBuilder up = new StringBuilder();
        StringBuilder down = new StringBuilder();
        List<UptimeSlice.Slot> slots = stretch.slots();
        long bad = 0;
        for (int i = 0; i < slots.size(); i++) {
            UptimeSlice.Slot slot = slots.get(i);
            if (slot.down() > 0) {
                bad++;
                // Also one minute of an hour is to be seen.
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

    /** Never 100 % for what was down, be it for a second. */
    static String percent(double share) {
        if (share >= 1) {
            return "100%";
        }
        double percent = Math.min(99.99, Math.floor(share * 10_000) / 100);
        String text = String.format(Locale.ROOT, percent < 99 ? "%.1f" : "%.2f", percent);
        return text + "%";
    }
}
