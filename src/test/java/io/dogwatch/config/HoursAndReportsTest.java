package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.notify.NotifySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursAndReportsTest {

    private static final String MAIL = "mail: {from: a@example.org, to: b@example.org, servers: h}\n";

    @Test
    void aReportHasANameATimeAndPeople() {
        NotifySettings telling = Texts.settings(MAIL + """
                        notify:
                          reports:
                            - "0 0 8 ? * MON"
                            - {name: daily, cron: "0 7 * * *", timeZone: Europe/Berlin, to: [c@example.org]}
                        """).telling();

        assertThat(telling.reports()).extracting(order -> order.name()).containsExactly("report-1", "daily");
        assertThat(telling.reports().getFirst().to()).isEmpty();
        assertThat(telling.reports().getLast().to()).containsExactly("c@example.org");
        assertThat(telling.reports().getLast().zone().getId()).isEqualTo("Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reports: [{name: a}]                    | notify.reports[0].cron: is required; allowed: five fields, such as 0 8 * * MON
            reports: "0 8 * *"                      | notify.reports: "0 8 * *" is not a cron expression; allowed: minute, hour, day of the month, month, day of the week, such as 0 3 * * SUN
            reports: "*/30 * * * *"                 | notify.reports: "*/30 * * * *" matches more than once an hour; allowed: at least 1h apart
            reports: {cron: "@daily", timeZone: Berlin} | notify.reports.timeZone: unknown time zone "Berlin"
            reports: {cron: "@daily", too: a@b.org} | notify.reports.too: unknown key; did you mean "to"?
            reports: [{name: a, cron: "@daily"}, {name: a, cron: "@daily"}] | notify.reports[1].name: duplicate name "a"
            routes: {to: a@b.org, during: 8 to 5}   | notify.routes.during: invalid time "8 to 5"; allowed: a time such as 0 3 * * SUN for 2h
            routes: {to: a@b.org, outside: "0 8 * * * for 9h in Berlin"} | notify.routes.outside: unknown time zone "Berlin"
            routes: {to: a@b.org, escalate: {after: 5m}} | notify.routes.escalate.to: is required; allowed: at least one address such as ops@example.org, or channels
            routes: {to: a@b.org, escalate: {channels: pager}} | notify.routes.escalate.channels: unknown channel "pager"
            templates: no/such/folder               | is not a folder
            """)
    void whatIsWrongIsSaid(String line, String fault) {
        List<String> faults = Texts.faults(MAIL + "notify:\n  " + line + "\n");

        assertThat(faults).singleElement().asString().contains(fault.strip());
    }

    @Test
    void aTemplateThatIsWrongIsAFaultOfTheFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("letter.txt.ftl"), "one\n${headlin}\n");

        assertThat(Texts.faults(MAIL + "notify: {templates: \"" + folder + "\"}\n"))
                .singleElement()
                .asString()
                .contains("notify.templates: letter.txt.ftl line 2: ", "headlin");
    }

    @Test
    void aRouteAndAChannelHaveHours() {
        NotifySettings telling = Texts.settings(MAIL + """
                        notify:
                          channels: {hook: {kind: webhook, url: "https://example.org/", outside: "@daily for 8h"}}
                          routes: {to: a@example.org, channels: hook, during: ["0 8 * * * for 9h", "0 20 * * * for 1h"]}
                        """).telling();

        assertThat(telling.routes().all().getFirst().hours().during()).hasSize(2);
        assertThat(telling.channels().getFirst().hours().outside()).hasSize(1);
    }
}
