package io.dogwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaildirReaderTest {

    private static final String MAIL = """
            From: dogwatch@example.com
            To: ops@example.com
            Subject: =?UTF-8?Q?web_is_failing_=E2=80=AEx?=
            Date: Tue, 24 Nov 2026 06:12:30 +0000
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="outer"

            --outer
            Content-Type: multipart/alternative; boundary="inner"

            --inner
            Content-Type: text/plain; charset=utf-8

            It is restarted now. \u001B[31mred
            --inner
            Content-Type: text/html; charset=utf-8

            <script>alert(1)</script>
            --inner--
            --outer
            Content-Type: text/plain; charset=utf-8
            Content-Disposition: attachment; filename="log.txt"

            a secret line
            --outer--
            """;

    @TempDir
    Path folder = Path.of(".");

    @BeforeEach
    void maildir() throws Exception {
        Files.createDirectories(folder.resolve("new"));
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() {
        assertThat(new MaildirReader(folder.resolve("none")).newest(0, 100))
                .isEqualTo(new MaildirReader.Page(0, List.of()));
    }

    @Test
    void filesAreListedPageByPageAndGivenAsTheyAre() throws Exception {
        Files.writeString(folder.resolve("new/a.eml"), MAIL);
        Files.writeString(folder.resolve("new/b.eml"), MAIL);
        Files.setLastModifiedTime(folder.resolve("new/a.eml"), FileTime.from(Instant.EPOCH));
        MaildirReader reader = new MaildirReader(folder);

        assertThat(reader.newest(0, 1).envelopes())
                .extracting(MaildirReader.Envelope::file)
                .containsExactly("b.eml");
        assertThat(reader.newest(0, 1).total()).isEqualTo(2);
        assertThat(reader.newest(1, 1).envelopes())
                .extracting(MaildirReader.Envelope::file)
                .containsExactly("a.eml");
        try (InputStream raw = reader.raw("a.eml").orElseThrow()) {
            assertThat(new String(raw.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(MAIL);
        }
        assertThat(reader.raw("../new/a.eml")).isEmpty();
    }

    @Test
    void onlyThePlainTextIsShown() throws Exception {
        Files.writeString(folder.resolve("new/a.eml"), MAIL);

        MaildirReader.Letter letter = new MaildirReader(folder).letter("a.eml").orElseThrow();

        assertThat(letter.text()).contains("It is restarted now.").doesNotContain("script", "secret", "\u001B");
        assertThat(letter.attached()).containsExactly("log.txt");
        assertThat(letter.envelope().subject()).isEqualTo("web is failing x");
        assertThat(letter.envelope().at()).isEqualTo(Optional.of(Instant.parse("2026-11-24T06:12:30Z")));
    }

    @Test
    void nothingOutsideTheFolderCanBeRead() throws Exception {
        Files.writeString(folder.resolve("secret.eml"), MAIL);

        assertThat(new MaildirReader(folder).letter("../secret.eml")).isEmpty();
        assertThat(new MaildirReader(folder).letter("secret.eml")).isEmpty();
        Files.createSymbolicLink(folder.resolve("new/link.eml"), folder.resolve("secret.eml"));
        assertThat(new MaildirReader(folder).letter("link.eml")).isEmpty();
        assertThat(new MaildirReader(folder).raw("link.eml")).isEmpty();
    }

    @Test
    void ofListedMailsOnlyTheHeadsAreRead() throws Exception {
        Files.writeString(folder.resolve("new/large.eml"), MAIL);
        Files.writeString(folder.resolve("new/endless.eml"), "Subject: endless");
        for (String file : List.of("large.eml", "endless.eml")) {
            try (RandomAccessFile large =
                    new RandomAccessFile(folder.resolve("new").resolve(file).toFile(), "rw")) {
                // More than a heap can hold; all of it is a hole.
                large.setLength(1L << 36);
            }
        }

        assertThat(new MaildirReader(folder).newest(0, 100).envelopes())
                .hasSize(2)
                .anySatisfy(envelope -> assertThat(envelope.subject()).isEqualTo("web is failing x"))
                .anySatisfy(envelope -> assertThat(envelope.subject()).startsWith("endless"));
        assertThat(new MaildirReader(folder).letter("large.eml").orElseThrow().text())
                .isEqualTo("This file is not a readable mail.");
    }

    @Test
    void whatIsNoMailIsListedAllTheSame() throws Exception {
        Files.write(folder.resolve("new/b.eml"), new byte[] {0, 1, 2, (byte) 0xff});

        assertThat(new MaildirReader(folder).newest(0, 100).envelopes()).hasSize(1);
        assertThat(new MaildirReader(folder).letter("b.eml")).isPresent();
    }
}
