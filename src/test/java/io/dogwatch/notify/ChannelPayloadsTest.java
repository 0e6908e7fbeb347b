package io.dogwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each kind of service is sent, as files; {@code -Ddogwatch.golden=write} writes them anew, to be looked at. */
class ChannelPayloadsTest {

    private static final Path FOLDER = Path.of("src/test/resources/channels");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @EnumSource(ChannelSettings.Kind.class)
    void eachServiceIsSentWhatItsFilesShow(ChannelSettings.Kind kind) throws IOException {
        Map<String, OutgoingMessage> messages = Map.of(
                "opened", ChannelSamples.opened(),
                "closed", ChannelSamples.closed(),
                "gathered", ChannelSamples.gathered());

        check(kind, messages);
    }

    @Test
    void pagerDutyGetsTheTriggerBeforeTheAcknowledgement() throws IOException {
        check(
                ChannelSettings.Kind.PAGERDUTY,
                Map.of(
                        "acknowledged", ChannelSamples.acknowledged(),
                        "opened-and-acknowledged", ChannelSamples.openedAndAcknowledged()));
    }

    private static void check(ChannelSettings.Kind kind, Map<String, OutgoingMessage> messages) throws IOException {
        for (Map.Entry<String, OutgoingMessage> message : messages.entrySet()) {
            Path file = FOLDER.resolve(kind.wireName() + "-" + message.getKey() + ".json");
            String sent = shown(ChannelSamples.form(kind).calls(message.getValue()));
            if ("write".equals(System.getProperty("dogwatch.golden"))) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, sent);
            }
            assertThat(sent).as(file.toString()).isEqualTo(Files.readString(file));
        }
    }

    private static String shown(List<WebCall> calls) throws IOException {
        ArrayNode all = JSON.createArrayNode();
        for (WebCall call : calls) {
            ObjectNode one = all.addObject().put("url", call.url().toString());
            ObjectNode headers = one.putObject("headers");
            new TreeMap<>(call.headers()).forEach(headers::put);
            one.set("body", JSON.readTree(call.body()));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    @Test
    void theSameMessageIsTheSameDocumentEachTime() {
        for (ChannelSettings.Kind kind : ChannelSettings.Kind.values()) {
            assertThat(ChannelSamples.form(kind).calls(ChannelSamples.gathered()))
                    .isEqualTo(ChannelSamples.form(kind).calls(ChannelSamples.gathered()));
        }
    }

    @Test
    void slackIsSentNoMentionNoLinkAndNoStyleOfOthers() throws IOException {
        List<String> texts = texts(ChannelSettings.Kind.SLACK, ChannelSamples.hostile(1), "text");

        assertThat(texts)
                .hasSizeGreaterThan(1)
                .allSatisfy(text -> assertThat(text.replace("<https://dogwatch.example.org/|Open in Dogwatch>", ""))
                        .doesNotContain("<", ">", "`", "~"));
        assertThat(String.join("\n", texts)).contains("&lt;!channel&gt;", "&amp;lt;!here&amp;gt;");
        assertThat(document(ChannelSettings.Kind.SLACK, ChannelSamples.hostile(1))
                        .get("blocks")
                        .findValues("verbatim"))
                .isNotEmpty()
                .allSatisfy(verbatim -> assertThat(verbatim.asBoolean()).isTrue());
    }

    @Test
    void discordCreatesNoMentionsAndNoLinks() throws IOException {
        JsonNode document = document(ChannelSettings.Kind.DISCORD, ChannelSamples.hostile(1));
        String description = document.get("embeds").get(0).get("description").asText();

        assertThat(document.get("allowed_mentions").get("parse")).isEmpty();
        assertThat(description.replaceAll("\\\\[^0-9A-Za-z\\s]", "")).doesNotContainPattern("[\\\\*_~`|<>@#:\\[\\]()]");
        assertThat(description).contains("\\@everyone", "https\\://evil.example/", "\\[free\\]\\(");
    }

    @Test
    void teamsIsSentTextInRunsAlone() throws IOException {
        JsonNode document = document(ChannelSettings.Kind.TEAMS, ChannelSamples.hostile(3));

        assertThat(document.findValuesAsText("type"))
                .isSubsetOf("message", "AdaptiveCard", "RichTextBlock", "TextRun", "Action.OpenUrl");
        assertThat(document.findValues("msteams")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ChannelSettings.Kind.class)
    void noControlCharacterGetsThrough(ChannelSettings.Kind kind) throws IOException {
        for (WebCall call : ChannelSamples.form(kind).calls(ChannelSamples.hostile(2))) {
            List<String> all = new ArrayList<>();
            collect(JSON.readTree(call.body()), all);
            assertThat(all)
                    .allSatisfy(text -> assertThat(text).doesNotContain("\u202E", "\u0007", "\r"))
                    .noneMatch(text -> text.contains("\n## head"));
        }
    }

    @Test
    void nothingIsLargerThanItsServiceTakes() throws IOException {
        OutgoingMessage many = ChannelSamples.hostile(500);

        JsonNode slack = document(ChannelSettings.Kind.SLACK, many);
        assertThat(slack.get("blocks").size()).isLessThanOrEqualTo(50);
        assertThat(texts(ChannelSettings.Kind.SLACK, many, "text"))
                .allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(3000));
        JsonNode embed =
                document(ChannelSettings.Kind.DISCORD, many).get("embeds").get(0);
        assertThat(embed.get("title").asText()).hasSizeLessThanOrEqualTo(256);
        assertThat(embed.get("description").asText()).hasSizeLessThanOrEqualTo(4096);
        assertThat(ChannelSamples.form(ChannelSettings.Kind.TEAMS)
                        .calls(many)
                        .getFirst()
                        .body())
                .hasSizeLessThanOrEqualTo(28_000);
        assertThat(document(ChannelSettings.Kind.NTFY, many).get("message").asText())
                .hasSizeLessThanOrEqualTo(1300);
        assertThat(ChannelSamples.form(ChannelSettings.Kind.PAGERDUTY).calls(many))
                .hasSize(500)
                .allSatisfy(call -> assertThat(call.body()).hasSizeLessThan(20_000));
    }

    @Test
    void whatIsNotListedIsCounted() {
        ChatMessage bulletin = ChatMessage.of(ChannelSamples.hostile(25), 20);

        assertThat(bulletin.items()).hasSize(20);
        assertThat(bulletin.more()).isEqualTo("5 more in Dogwatch.");
    }

    @Test
    void anEscapeIsNeverCutInTwo() {
        assertThat(Escaper.SLACK.text("a<b", 6)).isEqualTo("a&lt;b");
        assertThat(Escaper.SLACK.text("a<b", 5)).isEqualTo("a…");
        assertThat(Escaper.SLACK.text("a<bc", 6)).isEqualTo("a&lt;…");
        assertThat(Escaper.DISCORD.text("@@@@", 4)).isEqualTo("\\@…");
    }

    private static JsonNode document(ChannelSettings.Kind kind, OutgoingMessage message) throws IOException {
        return JSON.readTree(ChannelSamples.form(kind).calls(message).getFirst().body());
    }

    private static List<String> texts(ChannelSettings.Kind kind, OutgoingMessage message, String key)
            throws IOException {
        return document(kind, message).findValues(key).stream()
                .flatMap(node -> node.isTextual()
                        ? List.of(node.asText()).stream()
                        : List.of(node.get(key).asText()).stream())
                .toList();
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(child -> collect(child, texts));
    }
}
