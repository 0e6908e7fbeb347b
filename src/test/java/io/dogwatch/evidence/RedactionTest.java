package io.dogwatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {

    private final Redaction redaction = new Redaction(List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DB_PASSWORD=hunter2 next | DB_PASSWORD=[redacted] next",
                "{\"apiKey\": \"abc123\", \"a\": 1} | {\"apiKey\": \"[redacted]\", \"a\": 1}",
                "{\"token\":4711,\"a\":1} | {\"token\":[redacted],\"a\":1}",
                "{\\\"password\\\":\\\"hun,ter 2\\\",\\\"a\\\":1} | {\\\"password\\\":\\\"[redacted]\\\",\\\"a\\\":1}",
                "password: \"a \\\" b\" and more | password: \"[redacted]\" and more",
                "pass=one;user=two | pass=[redacted];user=two",
                "pass=one,two;three end | pass=[redacted] end",
                "the password is hunter2 now | the password is [redacted] now",
                "<password>hunter2</password> | <password>[redacted]</password>",
                "ALTER USER a PASSWORD 'hunter2' VALID | ALTER USER a PASSWORD '[redacted]' VALID",
                "CREATE USER a IDENTIFIED BY 'hunter2'; | CREATE USER a IDENTIFIED BY '[redacted]';",
                "GET /?token=abc&page=2 HTTP/1.1 | GET /?token=[redacted]&page=2 HTTP/1.1",
                "Authorization: Bearer abcdef0123456789 | Authorization: Bearer [redacted]",
                "Authorization: Digest username=a, response=b | Authorization: Digest [redacted]",
                "curl -H 'Authorization: Token x y' http://a | curl -H 'Authorization: Token [redacted]' http://a",
                "Set-Cookie: sid=1; Path=/ | Set-Cookie: [redacted]",
                "sent bearer abcDEF0123 to it | sent bearer [redacted] to it",
                "postgres://app:s3cr3t@db:5432/x | postgres://app:[redacted]@db:5432/x",
                "redis://:s3/cr:3t@cache/0 | redis://:[redacted]@cache/0",
                "app:s3/cr3t@tcp(db:3306)/x | app:[redacted]@tcp(db:3306)/x",
                "key AKIAABCDEFGHIJKLMN12 used | key [redacted] used",
                "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig-nature x | got [redacted] x",
                "hash $2y$10$abcdefghijklmnopqrstuv in it | hash [redacted] in it",
                "java -Dapp.secret=one -storepass two -jar a | java -Dapp.secret=[redacted] -storepass [redacted] -jar a",
                "mysqldump -u root -phunter2 shop | mysqldump -u root -p[redacted] shop",
                "curl -u me:hunter2 http://a | curl -u me:[redacted] http://a",
                "sshpass -p hunter2 ssh a | sshpass -p [redacted] ssh a",
                "redis-cli -h a -a hunter2 ping | redis-cli -h a -a [redacted] ping",
                "redis-server --requirepass hunter2 --port 1 | redis-server --requirepass [redacted] --port 1",
                "key=5f4dcc3b5aa765d61d8327deb882cf99 | key=[redacted]",
            })
    void secretsAreTakenOutAndTheRestStays(String text, String clean) {
        assertThat(redaction.of(text)).isEqualTo(clean);
        assertThat(redaction.of(clean)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1 200",
                "3 tests passed: 2 more, passing 1",
                "access denied (using password: YES)",
                "password=null",
                "cache key: user:1 key=app.module",
                "http://web:80/a@b and ssh://git@host",
                "sh -p /tmp; docker run -u 1000:1000",
                "PWD=/app; read /run/secrets/db",
                "task-runner disk-usage-of-12345678901234567890",
                "a basic question, the bearer of news",
                "-----BEGIN CERTIFICATE-----",
            })
    void whatIsNoSecretStays(String text) {
        assertThat(redaction.of(text)).isEqualTo(text);
    }

    @Test
    void aPrivateKeyIsTakenOutOfALogWholeAndInPieces() {
        String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC";
        String log =
                "t1 -----BEGIN RSA PRIVATE KEY-----\nt2 %s\nt3 -----END RSA PRIVATE KEY-----\nt4 on".formatted(body);

        assertThat(redaction.of(log)).isEqualTo("t1 [redacted]\nt4 on");
        assertThat(redaction.of(log.substring(0, log.indexOf("t3")))).isEqualTo("t1 [redacted]");
        assertThat(redaction.of("before\n" + log.substring(log.indexOf("t2"))))
                .isEqualTo("before\n[redacted]-----END RSA PRIVATE KEY-----\nt4 on");
    }

    @Test
    void theOperatorsPatternsTakeOutTheirWholeMatch() {
        assertThat(new Redaction(List.of("(customer)-([0-9]+)")).of("for customer-4711 and $1"))
                .isEqualTo("for [redacted] and $1");
    }

    /** The worst that the finders can be given: each of them begins again and again, and finds nothing or little. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "://",
                "://:",
                "-----begin ",
                "-----END PRIVATE KEY ",
                "password",
                "token=",
                "-u:",
                " -p",
                "sshpass ",
                "@tcp(",
                "key=a1",
                "\\\"secret\\\":\\\"",
                "password='",
                "secret=[",
                "authorization:",
                "eyJ.",
                "$6$",
                "passwo",
                "mysql -p",
            })
    void hostileTextTakesNoLongerThanOtherText(String piece) {
        String text = piece.repeat(256 * 1024 / piece.length());
        redaction.of(text.substring(0, text.length() / 8));

        // Processor time, because other processes may slow down this one. Quadratic time would be minutes.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        redaction.of(text);

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void anOrdinaryLogOf256KiBTakesWellBelow50Milliseconds() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; log.length() < 256 * 1024; i++) {
            log.append(String.format(
                    Locale.ROOT,
                    "2026-01-01T00:00:%02d.123456789Z   192.168.0.%d - - \"GET /items/%d?page=2 HTTP/1.1\" 200 512 \"-\" \"curl\"%n",
                    i % 60,
                    i % 250,
                    i));
            if (i % 20 == 0) {
                log.append("login with password=hunter2 and Authorization: Bearer abcdef0123456789\n");
            }
        }
        String text = log.toString();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 30; round++) {
            long began = System.nanoTime();
            redaction.of(text);
            best = Math.min(best, System.nanoTime() - began);
        }

        System.getLogger("redaction").log(System.Logger.Level.INFO, "256 KiB in {0} us", best / 1_000);
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(50));
    }
}
