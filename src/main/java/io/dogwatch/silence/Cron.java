package io.dogwatch.silence;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/**
 * A recurring time by the wall clock of one place, without time zones. Immutable.
 *
 * <p>Five fields are Unix cron's: minute, hour, day of the month, month, day of the week. If both days are
 * restricted, either is sufficient, as in Unix cron. Six or seven fields are Quartz's, with the second first and
 * the year last. There, Sunday is 1, and {@code L}, {@code W} and {@code #} are supported. {@code @hourly}, {@code
 * @daily}, {@code @weekly}, {@code @monthly} and {@code @yearly} are words for five fields.
 */
public final class Cron {

    private static final int MAX_LENGTH = 200;
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");
    private static final Map<String, String> WORDS = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    private final String text;
    private final boolean everyHour;
    /** Whatever fits one of them fits. */
    private final List<CronExpression> expressions;

    private Cron(String text, boolean everyHour, List<String> quartz) throws UnreadableException {
        this.text = text;
        this.everyHour = everyHour;
        List<CronExpression> read = new ArrayList<>();
        for (String expression : quartz) {
            read.add(expression(expression));
        }
        this.expressions = List.copyOf(read);
        if (next(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
            throw new UnreadableException("never matches");
        }
    }

    static Cron read(String written) throws UnreadableException {
        String text = written.strip().replaceAll("\\s+", " ");
        if (text.length() > MAX_LENGTH) {
            throw new UnreadableException("must not exceed " + MAX_LENGTH + " characters");
        }
        String[] fields =
                WORDS.getOrDefault(text.toLowerCase(Locale.ROOT), text).split(" ", -1);
        return switch (fields.length) {
            case 5 -> unix(text, fields);
            case 6, 7 -> quartz(text, fields);
            default ->
                throw new UnreadableException(
                        "is not a cron expression; allowed: minute, hour, day of the month, month, day of the week,"
                                + " such as 0 3 * * SUN");
        };
    }

    private static Cron unix(String text, String[] fields) throws UnreadableException {
        CronField minute = CronField.read(fields[0], CronField.MINUTE);
        CronField hour = CronField.read(fields[1], CronField.HOUR);
        CronField dayOfMonth = CronField.read(fields[2], CronField.DAY_OF_MONTH);
        CronField month = CronField.read(fields[3], CronField.MONTH);
        CronField dayOfWeek = CronField.read(fields[4], CronField.DAY_OF_WEEK);
        String time = "0 " + minute.quartz() + " " + hour.quartz() + " ";
        String byMonth = time + dayOfMonth.quartz() + " " + month.quartz() + " ?";
        String byWeek = time + "? " + month.quartz() + " " + dayOfWeek.quartz(1);
        boolean anyOfMonth = dayOfMonth.star() && dayOfMonth.full();
        boolean anyOfWeek = dayOfWeek.star() && dayOfWeek.full();
        if (!anyOfMonth && !anyOfWeek && (dayOfMonth.star() || dayOfWeek.star())) {
            // Some crons then want both days to fit, some either.
            throw new UnreadableException(
                    "combines a step in one day field with a restriction in the other, which cron implementations"
                            + " interpret differently; set one of them to *");
        }
        List<String> quartz = anyOfWeek ? List.of(byMonth) : anyOfMonth ? List.of(byWeek) : List.of(byMonth, byWeek);
        return new Cron(text, hour.full(), quartz);
    }

    /** The times are unfolded here, since Quartz takes a minute 99 for a good one. */
    private static Cron quartz(String text, String[] fields) throws UnreadableException {
        CronField second = CronField.read(fields[0], CronField.SECOND);
        CronField minute = CronField.read(fields[1], CronField.MINUTE);
        CronField hour = CronField.read(fields[2], CronField.HOUR);
        CronField month = CronField.read(fields[4], CronField.MONTH);
        String dayOfWeek = fields[5].equals("*") && !fields[3].equals("?") ? "?" : fields[5];
        String dayOfMonth = fields[3].equals("*") && !dayOfWeek.equals("?") ? "?" : fields[3];
        String expression = String.join(
                " ", second.quartz(), minute.quartz(), hour.quartz(), dayOfMonth, month.quartz(), dayOfWeek);
        return new Cron(text, hour.full(), List.of(fields.length == 7 ? expression + " " + fields[6] : expression));
    }

    private static CronExpression expression(String quartz) throws UnreadableException {
        try {
            CronExpression expression = new CronExpression(quartz);
            expression.setTimeZone(UTC);
            return expression;
        } catch (ParseException | RuntimeException e) {
            // Quartz throws anything for texts it did not expect, such as a lone "#".
            throw new UnreadableException("is not a cron expression: " + e.getMessage());
        }
    }

    /** The first time after this one, both by the clock on the wall; whole seconds. Empty if it never comes again. */
    Optional<LocalDateTime> next(LocalDateTime after) {
        return expressions.stream()
                .flatMap(expression -> next(expression, after))
                .min(Comparator.naturalOrder());
    }

    @SuppressWarnings("JavaUtilDate") // Quartz knows no other
    private static Stream<LocalDateTime> next(CronExpression expression, LocalDateTime after) {
        Instant asIfUtc = after.toInstant(ZoneOffset.UTC);
        return Stream.ofNullable(expression.getNextValidTimeAfter(Date.from(asIfUtc)))
                .map(next -> LocalDateTime.ofInstant(next.toInstant(), ZoneOffset.UTC));
    }

    /** Whether it occurs in every hour, and thus means elapsed hours instead of times of the day. */
    boolean isEveryHour() {
        return everyHour;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron cron && cron.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
