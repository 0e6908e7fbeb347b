package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.notify.ChannelSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelReaderTest {

    @Test
    void addressAndSecretComeFromTheEnvironment() {
        Settings settings = Texts.settings("""
                notify:
                  channels: {chat: {kind: webhook, url: "${HOOK}", secret: "${KEY}", timeout: 3s}}
                  routes: [{name: all, channels: chat}]
                """, Map.of("HOOK", "https://example.org/hook?x=1", "KEY", "hush"));

        assertThat(settings.telling().channels())
                .containsExactly(new ChannelSettings(
                        "chat",
                        ChannelSettings.Kind.WEBHOOK,
                        URI.create("https://example.org/hook?x=1"),
                        Optional.of("hush"),
                        Duration.ofSeconds(3)));
        assertThat(settings.telling().routes().all()).singleElement().satisfies(route -> {
            assertThat(route.to()).isEmpty();
            assertThat(route.channels()).containsExactly("chat");
        });
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void addressAndSecretComeFromFiles(@TempDir Path folder) throws IOException {
        Path url = Files.writeString(folder.resolve("url"), "https://example.org/hook\n");
        Path key = Files.writeString(folder.resolve("key"), "hush\n");

        ChannelSettings channel =
                Texts.settings("""
                notify:
                  channels: {chat: {kind: gotify, urlFile: "%s", secretFile: "%s"}}
                  routes: [{name: all, channels: chat}]
                """.formatted(url, key)).telling().channels().getFirst();

        assertThat(channel.url()).isEqualTo(URI.create("https://example.org/hook"));
        assertThat(channel.secret()).contains("hush");
        assertThat(channel.timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aSecretAddressInTheFileIsWarnedOfAndAnOpenOneIsNot() {
        Settings settings = Texts.settings("""
                notify:
                  channels:
                    chat: {kind: slack, url: "https://hooks.slack.com/services/hush"}
                    alerts: {kind: alertmanager, url: "http://alertmanager:9093"}
                    idle: {kind: alertmanager, url: "http://other:9093"}
                  routes: [{name: all, channels: [chat, alerts]}]
                """);

        assertThat(settings.warnings().stream().map(ConfigError::toString))
                .containsExactly(
                        "notify.channels.chat.url: is stored in plain text; use url: ${URL} or urlFile instead (line 3)",
                        "notify.channels.idle: no route uses this channel, so it receives no notifications (line 5)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://alert_manager:9093",
                "https://[::1]:9093/am",
                "http://10.0.0.7",
                "https://am.example.org/"
            })
    void anAddressIsTakenAsItIsWritten(String url) {
        assertThat(Texts.faults("notify: {channels: {am: {kind: alertmanager, url: \"" + url + "\"}}}"))
                .isEmpty();
    }

    @Test
    void noFaultHoldsAnAddressOrASecret() {
        List<String> faults = Texts.faults("""
                notify:
                  channels:
                    a: {kind: webhook, url: "ftp://hush.example.org/hush"}
                    b: {kind: teams, url: "${URL}"}
                    c: {kind: slack, url: "https://example.org/", secret: "hush"}
                    d: {kind: ntfy, url: "https://example.org/hush/hush"}
                    e: {kind: gotify, url: "https://example.org/?token=hush", secret: "hush"}
                """, Map.of("URL", "hush not an address"));

        assertThat(faults).hasSize(5).noneMatch(fault -> fault.contains("hush"));
    }
}
