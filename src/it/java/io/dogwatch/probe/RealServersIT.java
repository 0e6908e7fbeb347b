package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.HttpCheck.Redirects;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TcpCheck;
import io.dogwatch.model.TcpCheck.Preset;
import io.dogwatch.model.TcpCheck.StartTls;
import io.dogwatch.model.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The servers people run, from Debian's packages nginx, redis-server, postgresql, mariadb-server, postfix and openssl; each
 * on loopback, on free ports and with a configuration of its own.
 */
@Timeout(180)
class RealServersIT {

    @TempDir
    private static Path folder;

    private static final Servers SERVERS = new Servers();

    private static Tls trusting;

    private final Probes probes = probesAt(Instant.now());

    @BeforeAll
    static void certificate() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        SERVERS.run(
                folder,
                "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout key.pem -out cert.pem -subj /CN=shop.example"
                        + " -addext subjectAltName=DNS:shop.example,DNS:localhost");
        trusting = new Tls(
                true,
                Optional.of("shop.example"),
                Optional.of(folder.resolve("cert.pem").toString()),
                0);
    }

    @AfterAll
    static void stop() {
        SERVERS.close();
    }

    @AfterEach
    void close() {
        probes.close();
    }

    @Test
    void nginxIsAskedOverHttp1AndHttp2WithAndWithoutTls() throws Exception {
        int plain = HttpProberTest.freePort();
        int secured = HttpProberTest.freePort();
        int clear2 = HttpProberTest.freePort();
        Files.createDirectories(folder.resolve("nginx"));
        Path configuration = Files.writeString(
                folder.resolve("nginx/nginx.conf"), """
                daemon off; pid nginx.pid; error_log error.log; worker_processes 1;
                events {}
                http {
                  access_log off;
                  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  server {
                    listen 127.0.0.1:%d;
                    location = /old { return 301 /new; }
                    location = /loop { return 302 /loop; }
                    location = /new { default_type application/json; return 200 '{"status":"up"}'; }
                    location / { return 404; }
                  }
                  server {
                    listen 127.0.0.1:%d ssl http2;
                    ssl_certificate %s/cert.pem; ssl_certificate_key %s/key.pem;
                    location / { return 200 "$server_protocol $ssl_server_name\n"; }
                  }
                  server { listen 127.0.0.1:%d http2; location / { return 200 "$server_protocol\n"; } }
                }
                """.formatted(plain, secured, folder, folder, clear2));
        SERVERS.start(folder, "nginx", "-p", folder.resolve("nginx").toString(), "-c", configuration.toString());
        awaitHealthy(Checks.tcp(plain, Duration.ofSeconds(5)));

        assertHealthy(probe(Checks.http(plain)
                .request("GET", "/old", Map.of())
                .statuses("200")
                .json("/status", "up")));
        assertCause(probe(Checks.http(plain).request("GET", "/loop", Map.of())), Cause.UNEXPECTED_ANSWER);
        assertCause(
                probe(Checks.http(plain)
                        .request("GET", "/old", Map.of())
                        .redirects(Redirects.NONE)
                        .statuses("200")),
                Cause.UNEXPECTED_STATUS);
        assertHealthy(probe(Checks.http(secured).tls(trusting).bodyMatches("^HTTP/1.1 shop.example$")));
        assertHealthy(probe(Checks.http(secured).tls(trusting).http2().bodyMatches("^HTTP/2.0 shop.example$")));
        assertHealthy(probe(Checks.http(clear2).http2().bodyMatches("^HTTP/2.0$")));
        assertCause(probe(Checks.http(secured).tls(Tls.DEFAULT)), Cause.TLS_FAILED);
        assertCause(probe(Checks.http(plain).http2()), Cause.UNEXPECTED_ANSWER);
    }

    @Test
    void daysLeftAreThoseOfTheCertificateThatIsShown() throws Exception {
        int port = HttpProberTest.freePort();
        SERVERS.start(
                folder,
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                "cert.pem",
                "-key",
                "key.pem",
                "-www");
        awaitHealthy(Checks.tcp(port, Duration.ofSeconds(5)));
        Tls tls = new Tls(false, Optional.empty(), Optional.empty(), 14);

        try (Probes today = probesAt(Instant.now());
                Probes later = probesAt(Instant.now().plus(Duration.ofDays(20)));
                Probes tooLate = probesAt(Instant.now().plus(Duration.ofDays(40)))) {
            Attempt fine = today.probe(Checks.http(port).tls(tls).check(), Containers.onThisMachine());
            assertHealthy(fine);
            assertThat(fine.certificate().orElseThrow().subject()).isEqualTo("CN=shop.example");
            assertThat(fine.phases().tls()).isPositive();
            assertThat(later.probe(Checks.http(port).tls(tls).check(), Containers.onThisMachine())
                            .outcome()
                            .toString())
                    .contains(
                            "CERTIFICATE_EXPIRES",
                            "the certificate of CN=shop.example expires on ",
                            "in 9 days",
                            "wanted: 14");
            assertThat(tooLate.probe(Checks.http(port).tls(tls).check(), Containers.onThisMachine())
                            .outcome()
                            .toString())
                    .contains("CERTIFICATE_EXPIRES", "the certificate of CN=shop.example expired on ");
        }
    }

    @Test
    void redisIsGreetedWithAndWithoutAPassword() throws Exception {
        int open = HttpProberTest.freePort();
        int closed = HttpProberTest.freePort();
        String[] common = {"redis-server", "--bind", "127.0.0.1", "--save", "", "--dir", folder.toString()};
        SERVERS.start(folder, join(common, "--port", "" + open));
        SERVERS.start(folder, join(common, "--port", "" + closed, "--requirepass", "secret"));

        awaitHealthy(Checks.greeting(open, Preset.REDIS));
        awaitHealthy(Checks.greeting(closed, Preset.REDIS));
        assertCause(probes.probe(Checks.greeting(open, Preset.MYSQL), Containers.onThisMachine()), Cause.TIMED_OUT);
    }

    @Test
    void postgresIsGreetedAndSecured() throws Exception {
        int port = HttpProberTest.freePort();
        Path data = folder.resolve("postgres");
        SERVERS.run(folder, "install -d -o postgres -m 700 " + data);
        String bin = Servers.newestPostgres();
        SERVERS.run(data, "runuser -u postgres -- " + bin + "/initdb -D " + data + " -A trust -N");
        SERVERS.run(folder, "install -o postgres -m 600 key.pem cert.pem " + data);
        SERVERS.start(
                data,
                "runuser",
                "-u",
                "postgres",
                "--",
                bin + "/postgres",
                "-D",
                data.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                "" + port,
                "-k",
                data.toString(),
                "-c",
                "ssl=on",
                "-c",
                "ssl_cert_file=cert.pem",
                "-c",
                "ssl_key_file=key.pem");

        awaitHealthy(Checks.greeting(port, Preset.POSTGRES));
        TcpCheck secured = Checks.greeting(port, Preset.POSTGRES).with(trusting, StartTls.POSTGRES);
        Attempt attempt = probes.probe(secured, Containers.onThisMachine());
        assertHealthy(attempt);
        assertThat(attempt.certificate()).isPresent();
    }

    @Test
    void mariadbIsGreeted() throws Exception {
        int port = HttpProberTest.freePort();
        Path data = folder.resolve("mariadb");
        SERVERS.run(folder, "install -d -o mysql -m 700 " + data);
        SERVERS.run(data, "mariadb-install-db --no-defaults --user=mysql --datadir=" + data);
        SERVERS.start(
                data,
                "mariadbd",
                "--no-defaults",
                "--user=mysql",
                "--datadir=" + data,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + data + "/s",
                "--pid-file=" + data + "/pid");

        awaitHealthy(Checks.greeting(port, Preset.MYSQL));
        assertCause(
                probes.probe(Checks.greeting(port, Preset.SMTP), Containers.onThisMachine()), Cause.UNEXPECTED_ANSWER);
    }

    @Test
    void postfixIsGreetedAndSecured() throws Exception {
        int port = HttpProberTest.freePort();
        Path home = folder.resolve("postfix");
        Files.createDirectories(home.resolve("spool"));
        SERVERS.run(home, "install -d -o postfix -m 700 data");
        Files.writeString(home.resolve("main.cf"), """
                compatibility_level = 3.6
                queue_directory = %s/spool
                data_directory = %s/data
                maillog_file = /dev/null
                maillog_file_prefixes = /dev
                myhostname = mail.shop.example
                mydestination =
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                alias_maps =
                alias_database =
                smtpd_tls_cert_file = %s/cert.pem
                smtpd_tls_key_file = %s/key.pem
                smtpd_tls_security_level = may
                """.formatted(home, home, folder, folder));
        Files.writeString(home.resolve("master.cf"), """
                127.0.0.1:%d inet n - n - - smtpd
                cleanup unix n - n - 0 cleanup
                rewrite unix - - n - - trivial-rewrite
                tlsmgr unix - - n 1000? 1 tlsmgr
                anvil unix - - n - 1 anvil
                proxymap unix - - n - - proxymap
                postlog unix-dgram n - n - 1 postlogd
                """.formatted(port));
        SERVERS.start(home, "postfix", "-c", home.toString(), "start-fg");

        awaitHealthy(Checks.greeting(port, Preset.SMTP));
        Attempt secured = probes.probe(
                Checks.greeting(port, Preset.SMTP).with(trusting, StartTls.SMTP), Containers.onThisMachine());
        assertHealthy(secured);
        assertThat(secured.certificate().orElseThrow().subject()).isEqualTo("CN=shop.example");
        assertCause(
                probes.probe(
                        Checks.greeting(port, Preset.SMTP).with(Tls.DEFAULT, StartTls.SMTP),
                        Containers.onThisMachine()),
                Cause.TLS_FAILED);
    }

    private static Probes probesAt(Instant now) {
        return new Probes(
                new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()),
                LocalProber.BLIND,
                InstantSource.fixed(now));
    }

    private void awaitHealthy(TcpCheck check) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertHealthy(probes.probe(check, Containers.onThisMachine())));
    }

    private Attempt probe(Checks checks) {
        return probes.probe(checks.check(), Containers.onThisMachine());
    }

    private static void assertHealthy(Attempt attempt) {
        assertThat(attempt.outcome()).isInstanceOf(Outcome.Healthy.class);
    }

    private static void assertCause(Attempt attempt, Cause cause) {
        HttpProberTest.assertUnhealthyCause(attempt, cause);
    }

    private static String[] join(String[] first, String... second) {
        String[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
