package io.dogwatch.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2026-11-24, from where all these are counted, is a Tuesday. */
class CronTest {

    private static final LocalDateTime TUESDAY = LocalDateTime.parse("2026-11-24T12:00:00");

    @ParameterizedTest(name = "{0} comes at {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 3 * * SUN      | 2026-11-29T03:00 2026-12-06T03:00",
                "0 3 * * 0        | 2026-11-29T03:00 2026-12-06T03:00",
                "0 3 * * 7        | 2026-11-29T03:00 2026-12-06T03:00",
                "0 3 * * sun      | 2026-11-29T03:00 2026-12-06T03:00",
                "0 3 * * 1        | 2026-11-30T03:00 2026-12-07T03:00",
                "30 22 * * 1-5    | 2026-11-24T22:30 2026-11-25T22:30 2026-11-26T22:30 2026-11-27T22:30 2026-11-30T22:30",
                "0 0 * * FRI-SUN  | 2026-11-27T00:00 2026-11-28T00:00 2026-11-29T00:00 2026-12-04T00:00",
                "0 0 * * 5-7      | 2026-11-27T00:00 2026-11-28T00:00 2026-11-29T00:00 2026-12-04T00:00",
                "*/20 * * * *     | 2026-11-24T12:20 2026-11-24T12:40 2026-11-24T13:00",
                "10-30/10 13 * * *| 2026-11-24T13:10 2026-11-24T13:20 2026-11-24T13:30 2026-11-25T13:10",
                "5/30 12 * * *    | 2026-11-24T12:05 2026-11-24T12:35 2026-11-25T12:05",
                "0 1,13 * * *     | 2026-11-24T13:00 2026-11-25T01:00",
                "0 0 1 * *        | 2026-12-01T00:00 2027-01-01T00:00",
                "0 0 1 JAN,jul *  | 2027-01-01T00:00 2027-07-01T00:00",
                "0 0 31 * *       | 2026-12-31T00:00 2027-01-31T00:00 2027-03-31T00:00",
                "0 0 29 2 *       | 2028-02-29T00:00 2032-02-29T00:00",
                "0 0 */10 * ?     | 2026-12-01T00:00 2026-12-11T00:00",
                "@daily           | 2026-11-25T00:00 2026-11-26T00:00",
                "@weekly          | 2026-11-29T00:00 2026-12-06T00:00",
                "0 0 3 ? * SUN    | 2026-11-29T03:00 2026-12-06T03:00",
                "0 0 3 ? * 1      | 2026-11-29T03:00 2026-12-06T03:00",
                "0 0 3 * * SUN    | 2026-11-29T03:00 2026-12-06T03:00",
                "15 0 3 L * ?     | 2026-11-30T03:00:15 2026-12-31T03:00:15",
                "0 0 3 ? * 6#2    | 2026-12-11T03:00 2027-01-08T03:00",
                "0 0 3 1 1 ? 2028 | 2028-01-01T03:00",
            })
    void commonExpressionsAreParsed(String cron, String times) throws Exception {
        List<LocalDateTime> expected =
                List.of(times.split(" ")).stream().map(LocalDateTime::parse).toList();

        assertThat(next(cron, expected.size())).isEqualTo(expected);
    }

    @Test
    void twoRestrictedDayFieldsMatchEither() throws Exception {
        // As in crontab(5): "0 0 13 * 5" is each Friday and each 13th.
        assertThat(next("0 0 27 * 3", 3))
                .containsExactly(
                        LocalDateTime.parse("2026-11-25T00:00"),
                        LocalDateTime.parse("2026-11-27T00:00"),
                        LocalDateTime.parse("2026-12-02T00:00"));
        assertThat(next("0 0 25 * 3", 2))
                .as("both at once count once")
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void theNextTimeIsStrictlyLater() throws Exception {
        Cron cron = Cron.read("0 12 * * *");

        assertThat(cron.next(TUESDAY)).contains(TUESDAY.plusDays(1));
        assertThat(cron.next(TUESDAY.minusNanos(1))).contains(TUESDAY);
        assertThat(cron.next(TUESDAY.plusNanos(1))).contains(TUESDAY.plusDays(1));
    }

    @Test
    void aPastExpressionHasNoNextTime() throws Exception {
        assertThat(Cron.read("0 0 3 1 1 ? 2020").next(TUESDAY)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "60 3 * * *       | has 60 for the minute; allowed: 0 to 59",
                "0 24 * * *       | has 24 for the hour; allowed: 0 to 23",
                "0 0 0 * *        | has 0 for the day of the month; allowed: 1 to 31",
                "0 0 * 13 *       | has 13 for the month; allowed: 1 to 12, JAN to DEC",
                "0 0 * * 8        | has 8 for the day of the week; allowed: 0 to 7, SUN to SAT",
                "0 0 * * SON      | has SON for the day of the week; allowed: 0 to 7, SUN to SAT",
                "30-10 * * * *    | has a descending range for the minute: 30-10",
                "*/0 * * * *      | has an invalid step for the minute: */0; allowed: 1 or more",
                "0 3,, * * *      | has nothing for the hour; allowed: 0 to 23",
                "0 0 30 2 *       | never matches",
                "0 99 3 ? * SUN   | has 99 for the minute; allowed: 0 to 59",
                "0 0 3 1 * SUN    | is not a cron expression: Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.",
                "daily            | is not a cron expression; allowed: minute, hour, day of the month, month, day of the week, such as 0 3 * * SUN",
                "0 0 */2 * MON    | combines a step in one day field with a restriction in the other, which cron implementations interpret differently; set one of them to *",
            })
    void invalidExpressionsAreRejectedWithAReason(String cron, String why) {
        assertThatThrownBy(() -> Cron.read(cron))
                .isInstanceOf(UnreadableException.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @CsvSource({
        "# # # # #",
        "0 0 # * * #",
        "0 0 0 L-999 * ?",
        "0 0 0 ? * 6#9",
        "0 0 0 W * ?",
        "? ? ? ? ? ?",
        "0 0 0 1W,2 * ?"
    })
    void expressionsThatBreakQuartzAreRejected(String cron) {
        assertThatThrownBy(() -> Cron.read(cron)).isInstanceOf(UnreadableException.class);
    }

    private static List<LocalDateTime> next(String text, int count) throws UnreadableException {
        Cron cron = Cron.read(text.strip());
        List<LocalDateTime> times = new ArrayList<>();
        LocalDateTime after = TUESDAY;
        for (int i = 0; i < count; i++) {
            after = cron.next(after).orElseThrow();
            times.add(after);
        }
        return times;
    }
}
