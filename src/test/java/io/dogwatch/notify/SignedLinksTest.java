package io.dogwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.notify.SignedLinks.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedLinksTest {

    private static final URI HOME = URI.create("https://dogwatch.example.org/watch");
    private static final Instant UNTIL = Instant.parse("2026-12-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aLinkLeadsBelowThePublicAddress() {
        URI link = SignedLinks.open(HOME, folder).link(Purpose.ACK, "local.web.3", UNTIL);

        assertThat(link.toString())
                .startsWith("https://dogwatch.example.org/watch/link/ack/local.web.3?until=1796083200&sig=")
                .matches("[!-~]+");
        assertThat(SignedLinks.open(HOME, folder).incident("a/../b c").toString())
                .isEqualTo("https://dogwatch.example.org/watch/incidents/a%2F..%2Fb%20c");
    }

    @Test
    void theKeyOutlivesTheProcessAndIsPrivate() throws IOException {
        SignedLinks first = SignedLinks.open(HOME, folder);
        String signature = signature(first.link(Purpose.ACK, "local.web.3", UNTIL));

        SignedLinks second = SignedLinks.open(HOME, folder);

        assertThat(isGood(second, signature)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("link.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anotherKeyMakesAllLinksWorthless() throws IOException {
        String signature = signature(SignedLinks.open(HOME, folder).link(Purpose.ACK, "local.web.3", UNTIL));
        Files.delete(folder.resolve("link.key"));

        assertThat(isGood(SignedLinks.open(HOME, folder), signature)).isFalse();
    }

    @Test
    void aKeyFileThatIsNoneIsAFault() throws IOException {
        Files.writeString(folder.resolve("link.key"), "short");

        assertThatThrownBy(() -> SignedLinks.open(HOME, folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("contains no key");
    }

    @Test
    void noPurposeButTheTwo() {
        assertThat(Stream.of("ack", "silence", "ACK", "restart", "").map(Purpose::of))
                .isEqualTo(List.of(
                        Optional.of(Purpose.ACK),
                        Optional.of(Purpose.SILENCE),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static boolean isGood(SignedLinks links, String signature) {
        return links.isGood(Purpose.ACK, "local.web.3", UNTIL.getEpochSecond(), signature, UNTIL.minusSeconds(1));
    }

    private static String signature(URI link) {
        return link.getQuery().replaceFirst(".*sig=", "");
    }
}
