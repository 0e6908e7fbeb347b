package io.dogwatch.notify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A small SMTP server on loopback that can be told to misbehave, and keeps what it is told. */
final class FakeSmtpServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean mute;
    private volatile boolean dripping;
    private volatile String mechanisms = "";
    private volatile String accepted = "";
    private final AtomicInteger cutsAfterTheDot = new AtomicInteger();
    private volatile Optional<SSLContext> startTls = Optional.empty();
    private volatile Optional<SSLContext> tls = Optional.empty();

    final List<String> commands = new CopyOnWriteArrayList<>();
    /** Such as {@code PLAIN ops secret}. */
    final List<String> logins = new CopyOnWriteArrayList<>();

    final List<String> messages = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();

    FakeSmtpServer() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** @param verb such as {@code RCPT}, {@code .} for the end of the data, or {@code greeting} */
    FakeSmtpServer answering(String verb, String answer) {
        answers.put(verb, answer);
        return this;
    }

    FakeSmtpServer mute() {
        mute = true;
        return this;
    }

    /** Sends a byte of its greeting every 50 ms, without an end. */
    FakeSmtpServer dripping() {
        dripping = true;
        return this;
    }

    FakeSmtpServer cuttingAfterTheDot(int times) {
        cutsAfterTheDot.set(times);
        return this;
    }

    FakeSmtpServer offeringStartTls(SSLContext context) {
        startTls = Optional.of(context);
        return this;
    }

    FakeSmtpServer speakingTls(SSLContext context) {
        tls = Optional.of(context);
        return this;
    }

    /**
     * @param mechanisms such as {@code PLAIN LOGIN}
     * @param secret the password or token that is right
     */
    FakeSmtpServer offeringLogin(String mechanisms, String secret) {
        this.mechanisms = mechanisms;
        this.accepted = secret;
        return this;
    }

    /** Another one is right from now on. */
    void wants(String secret) {
        accepted = secret;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket plain) {
        try (plain) {
            if (mute) {
                plain.getInputStream().readAllBytes();
                return;
            }
            if (dripping) {
                while (true) {
                    plain.getOutputStream().write('2');
                    LockSupport.parkNanos(50_000_000);
                }
            }
            Socket socket = tls.isPresent() ? encrypted(plain, tls.get()) : plain;
            converse(socket, false);
        } catch (IOException e) {
            // the client is gone
        }
    }

    private void converse(Socket socket, boolean upgraded) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        OutputStream out = socket.getOutputStream();
        if (!upgraded) {
            say(out, answers.getOrDefault("greeting", "220 fake ESMTP"));
        }
        @Nullable String line;
        while ((line = in.readLine()) != null) {
            commands.add(line);
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            if (verb.equals("STARTTLS") && startTls.isPresent()) {
                say(out, "220 go ahead");
                converse(encrypted(socket, startTls.get()), true);
                return;
            }
            if (answers.containsKey(verb)) {
                say(out, answers.get(verb));
                continue;
            }
            switch (verb) {
                case "EHLO" -> {
                    out.write("250-fake\r\n".getBytes(ISO_8859_1));
                    if (startTls.isPresent() && !upgraded) {
                        out.write("250-STARTTLS\r\n".getBytes(ISO_8859_1));
                    }
                    if (!mechanisms.isEmpty()) {
                        out.write(("250-AUTH " + mechanisms + "\r\n").getBytes(ISO_8859_1));
                    }
                    say(out, "250 8BITMIME");
                }
                case "AUTH" -> login(in, out, line.split(" "));
                case "DATA" -> {
                    say(out, "354 go on");
                    messages.add(data(in));
                    if (cutsAfterTheDot.getAndDecrement() > 0) {
                        return;
                    }
                    say(out, answers.getOrDefault(".", "250 taken"));
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 ok");
            }
        }
    }

    private void login(BufferedReader in, OutputStream out, String[] words) throws IOException {
        String login =
                switch (words[1]) {
                    case "PLAIN" ->
                        decoded(words[2]).replaceFirst("^[^\0]*\0", "").replace('\0', ' ');
                    case "XOAUTH2" ->
                        decoded(words[2]).replaceAll("^user=(.*)\u0001auth=Bearer (.*)\u0001\u0001$", "$1 $2");
                    case "LOGIN" -> {
                        say(out, "334 VXNlcm5hbWU6");
                        String user = decoded(in.readLine());
                        say(out, "334 UGFzc3dvcmQ6");
                        yield user + " " + decoded(in.readLine());
                    }
                    default -> "";
                };
        logins.add(words[1] + " " + login);
        boolean good = login.endsWith(" " + accepted);
        if (!good && words[1].equals("XOAUTH2")) {
            // As Google and Microsoft do: why it failed comes first, and wants an empty answer.
            say(out, "334 " + Base64.getEncoder().encodeToString("{\"status\":\"401\"}".getBytes(ISO_8859_1)));
            in.readLine();
        }
        say(out, good ? "235 welcome" : "535 5.7.8 authentication failed");
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), UTF_8);
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        @Nullable String line;
        while ((line = in.readLine()) != null && !line.equals(".")) {
            data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return data.toString();
    }

    private static Socket encrypted(Socket socket, SSLContext context) throws IOException {
        SSLSocket encrypted = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        encrypted.setUseClientMode(false);
        encrypted.startHandshake();
        return encrypted;
    }

    private static void say(OutputStream out, String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
