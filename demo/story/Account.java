import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Prints the progress of the demo, with colors on a terminal. */
final class Account {

    private final boolean colour = System.getenv("DEMO_COLOUR") != null;

    void title(String text) {
        System.out.println();
        System.out.println(paint("1", "==> " + text));
    }

    void fact(String word, String text) {
        String padded = String.format(Locale.ROOT, "%-10s", word);
        System.out.println("    " + paint(word.equals("broken") ? "31" : "32", padded) + " " + text);
    }

    void quote(String text) {
        text.lines().forEach(line -> System.out.println("    " + paint("2", "| " + line)));
    }

    void failure(String text) {
        System.out.println("    " + paint("31", "step failed: " + text));
    }

    static String seconds(Instant from, Instant to) {
        return String.format(Locale.ROOT, "%.1f s", Math.max(0, Duration.between(from, to).toMillis()) / 1000.0);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
