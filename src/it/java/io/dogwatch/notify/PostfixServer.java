package io.dogwatch.notify;

import io.dogwatch.probe.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Postfix for submission: a certificate of a CA of its own, a login by Cyrus SASL ({@code dogwatch@shop.example} with
 * {@value #PASSWORD}), STARTTLS required, and one mailbox, {@code ops@shop.example}. Needs root, and Debian's packages
 * postfix, sasl2-bin and openssl.
 */
public final class PostfixServer implements AutoCloseable {

    public static final String USER = "dogwatch@shop.example";
    public static final String PASSWORD = "wächter ß";

    private final Servers servers = new Servers();
    private final Path home;
    private final int port;

    public PostfixServer(Path folder) throws IOException, InterruptedException {
        this.home = folder;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        servers.run(home, "chmod 755 . && mkdir -p spool sasl && install -d -o postfix -m 700 data");
        servers.run(home, "install -d -o nobody -g nogroup -m 755 mail");
        makeCertificates();
        makeLogin();
        Files.writeString(home.resolve("main.cf"), """
                compatibility_level = 3.6
                queue_directory = %1$s/spool
                data_directory = %1$s/data
                maillog_file = /dev/null
                maillog_file_prefixes = /dev
                myhostname = mail.shop.example
                mydestination =
                mynetworks =
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                alias_maps =
                alias_database =
                local_recipient_maps =
                virtual_mailbox_domains = shop.example
                virtual_mailbox_base = %1$s/mail
                virtual_mailbox_maps = inline:{ops@shop.example=ops/}
                virtual_uid_maps = static:65534
                virtual_gid_maps = static:65534
                smtpd_tls_cert_file = %1$s/server.pem
                smtpd_tls_key_file = %1$s/server.key
                smtpd_tls_security_level = encrypt
                smtpd_tls_auth_only = yes
                smtpd_sasl_auth_enable = yes
                smtpd_sasl_type = cyrus
                smtpd_sasl_path = smtpd
                cyrus_sasl_config_path = %1$s/sasl
                smtpd_sasl_security_options = noanonymous
                smtpd_relay_restrictions = permit_sasl_authenticated, reject
                smtpd_recipient_restrictions = permit_sasl_authenticated, reject
                """.formatted(home));
        Files.writeString(home.resolve("master.cf"), """
                127.0.0.1:%d inet n - n - - smtpd
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                error unix - - n - - error
                virtual unix - n n - - virtual
                tlsmgr unix - - n 1000? 1 tlsmgr
                anvil unix - - n - 1 anvil
                proxymap unix - - n - - proxymap
                postlog unix-dgram n - n - 1 postlogd
                """.formatted(port));
        servers.start(home, "postfix", "-c", home.toString(), "start-fg");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    private void makeCertificates() throws IOException, InterruptedException {
        servers.run(
                home,
                "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout ca.key -out ca.pem -subj '/CN=Own CA'"
                        + " -addext basicConstraints=critical,CA:TRUE");
        servers.run(
                home,
                "openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=mail.shop.example"
                        + " && printf 'subjectAltName=DNS:localhost,DNS:mail.shop.example' > names"
                        + " && openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30"
                        + " -extfile names -out server.pem");
        servers.run(
                home,
                "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout other.key -out other.pem -subj '/CN=Other CA'");
    }

    private void makeLogin() throws IOException, InterruptedException {
        Files.writeString(home.resolve("sasl/smtpd.conf"), """
                pwcheck_method: auxprop
                auxprop_plugin: sasldb
                sasldb_path: %s/sasl/users.db
                mech_list: PLAIN LOGIN
                """.formatted(home));
        Files.writeString(home.resolve("password"), PASSWORD);
        servers.run(home, "saslpasswd2 -p -c -f sasl/users.db -u shop.example dogwatch < password");
        servers.run(home, "chown -R postfix sasl && chmod 400 sasl/users.db");
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(2000);
            return socket.getInputStream().read() == '2';
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** What vouches for its certificate. */
    public Path authority() {
        return home.resolve("ca.pem");
    }

    /** Vouches for nothing here. */
    public Path otherAuthority() {
        return home.resolve("other.pem");
    }

    /** The files of the mails that have arrived, in the order of their names. */
    public List<Path> arrived() throws IOException {
        Path box = home.resolve("mail/ops/new");
        if (!Files.isDirectory(box)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(box)) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() {
        servers.close();
    }
}
