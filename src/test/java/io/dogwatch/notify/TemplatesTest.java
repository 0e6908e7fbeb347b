package io.dogwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.report.Period;
import io.dogwatch.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {

    @TempDir
    Path folder;

    private Templates with(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return Templates.of(folder);
    }

    private List<String> faults(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return Templates.faults(folder);
    }

    @Test
    void theBuiltInTemplatesSayEverythingWithAndWithoutWords() {
        for (String name : Templates.NAMES) {
            TemplateSamples.of(name).forEach(sample -> Templates.BUILT_IN.fill(name, sample));
        }
    }

    @Test
    void aCustomTemplateReplacesOneOfOurs() throws IOException {
        Templates templates = with("letter.txt.ftl", "${word} at ACME: ${headline}\n");

        assertThat(templates.fill("letter.txt.ftl", TemplateSamples.FULL_LETTER))
                .isEqualTo("FAILING at ACME: web fails its http check site\n");
        assertThat(templates.fill("letter.html.ftl", TemplateSamples.FULL_LETTER))
                .isEqualTo(Templates.BUILT_IN.fill("letter.html.ftl", TemplateSamples.FULL_LETTER));
        assertThat(Templates.faults(folder)).isEmpty();
    }

    @Test
    void aCustomFrameChangesAllMails() throws IOException {
        Templates templates = with("frame.html.ftl", """
                <#assign colours = {"bad": "red", "good": "green", "neutral": "grey"}>
                <#assign label = ""><#assign mono = "">
                <#macro letter title word headline mood signature><h1>ACME ${headline}</h1><#nested></#macro>
                """);

        assertThat(Templates.faults(folder)).isEmpty();
        assertThat(templates.fill("letter.html.ftl", TemplateSamples.FULL_LETTER))
                .contains("<h1>ACME web fails");
        assertThat(templates.fill("report.html.ftl", TemplateSamples.FULL_REPORT))
                .contains("<h1>ACME 99.871%");
    }

    @Test
    void textsAreEscapedEvenWhereTheTemplateSaysNothingOfIt() throws IOException {
        Map<String, Object> model = new java.util.HashMap<>(TemplateSamples.FULL_LETTER);
        model.put("cause", "<script>alert(1)</script>");

        assertThat(with("letter.html.ftl", "<p>${cause}</p>").fill("letter.html.ftl", model))
                .isEqualTo("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            letter.html.ftl | <p>${cause}</p>${nothing}              | letter.html.ftl line 1: The following has evaluated to null or missing: ==> nothing
            letter.txt.ftl  | ${word}<#list items as item>           | letter.txt.ftl line 1:
            letter.html.ftl | ${cause?no_esc}                        | letter.html.ftl
            letter.html.ftl | <#noautoesc>${cause}</#noautoesc>      | letter.html.ftl
            letter.html.ftl | <#ftl output_format="plainText">${cause} | letter.html.ftl: Non-markup output format plainText
            letter.html.ftl | <#ftl auto_esc=false>${cause}          | letter.html.ftl
            letter.html.ftl | <#outputformat "plainText">${cause}</#outputformat> | letter.html.ftl line 1: Non-markup output format plainText
            letter.html.ftl | <#include "letter.txt.ftl">            | letter.html.ftl: <#include is not allowed
            letter.txt.ftl  | ${"freemarker.template.utility.Execute"?new()("id")} | letter.txt.ftl
            letter.txt.ftl  | ${word?api.class}                      | letter.txt.ftl
            letter.txt.ftl  | ${"word"?eval}                         | letter.txt.ftl
            letter.txt.ftl  | ${"<#assign x=1>"?interpret}           | letter.txt.ftl
            letter.txt.ftl  | ${word.class.name}                     | letter.txt.ftl line 1:
            letter.txt.ftl  | <#list 1.. as i>${word}</#list>        | letter.txt.ftl
            leter.txt.ftl   | ${word}                                | leter.txt.ftl: unknown template; did you mean "letter.txt.ftl"?
            """)
    void whatIsWrongIsFoundBeforeAnythingIsSent(String name, String text, String fault) throws IOException {
        assertThat(faults(name, text))
                .singleElement()
                .satisfies(one -> assertThat(one).startsWith(fault.strip()).doesNotContain("\n"));
    }

    @Test
    void aTemplateThatFailsWhileSendingIsReplacedByOurs() throws IOException {
        Templates templates = with("letter.txt.ftl", "${tail[0]}");
        Map<String, Object> model = new java.util.HashMap<>(TemplateSamples.FULL_LETTER);
        model.put("tail", List.of());

        assertThat(templates.fill("letter.txt.ftl", model)).isEqualTo(Templates.BUILT_IN.fill("letter.txt.ftl", model));
        assertThat(templates.fill("letter.txt.ftl", TemplateSamples.FULL_LETTER))
                .isEqualTo("a line of the log\n");
    }

    @Test
    void aFolderThatIsNotThereIsAFault() {
        assertThat(Templates.faults(folder.resolve("none")))
                .singleElement()
                .asString()
                .contains("is not a folder");
    }

    @Test
    void theSamplesHaveTheNamesOfRealMails() {
        assertThat(TemplateSamples.FULL_LETTER.keySet())
                .isEqualTo(Notices.WRITER
                        .model(Notices.message(Notices.opened(), Notices.evidence()))
                        .keySet())
                .isEqualTo(Notices.WRITER.model(ChannelSamples.gathered()).keySet());
        assertThat(TemplateSamples.FULL_REPORT.keySet())
                .isEqualTo(new ReportText(report()).model("", "").keySet());
    }

    @Test
    void thePageListsEveryNameThatTemplatesKnow() throws IOException {
        String page = Files.readString(Path.of("docs/alerts.md"));

        assertThat(listed(page, "letter")).isEqualTo(names(TemplateSamples.FULL_LETTER));
        assertThat(listed(page, "report")).isEqualTo(names(TemplateSamples.FULL_REPORT));
    }

    /** Those of lists too, such as {@code items.name}. */
    private static Set<String> names(Map<String, Object> sample) {
        Set<String> names = new TreeSet<>();
        sample.forEach((name, value) -> {
            names.add(name);
            if (value instanceof List<?> list && list.getFirst() instanceof Map<?, ?> one) {
                one.keySet().forEach(inner -> names.add(name + "." + inner));
            }
        });
        return names;
    }

    private static Set<String> listed(String page, String template) {
        Set<String> names = new TreeSet<>();
        int begin = page.indexOf("| in `" + template + "` |");
        assertThat(begin).as(template).isPositive();
        for (String line : Arrays.asList(page.substring(begin).split("\n", -1))
                .subList(2, page.substring(begin).split("\n", -1).length)) {
            if (!line.startsWith("|")) {
                break;
            }
            Matcher name = Pattern.compile("`([a-zA-Z.]+)`").matcher(line.split("\\|", -1)[1]);
            while (name.find()) {
                names.add(name.group(1));
            }
        }
        return new TreeSet<>(new HashSet<>(names));
    }

    static Report report() {
        Instant until = Instant.parse("2026-11-23T07:00:00Z");
        return new Report(
                "weekly",
                new Period(until.minusSeconds(7 * 86_400), until),
                ZoneId.of("Europe/Berlin"),
                Optional.empty(),
                new Report.Figures(0, Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), 0, 0, 0, 0),
                Optional.empty(),
                List.of(),
                List.of(),
                Report.Standing.UNKNOWN);
    }
}
