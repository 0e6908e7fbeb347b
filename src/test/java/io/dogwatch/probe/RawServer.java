package io.dogwatch.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A server on loopback that does to every connection exactly what a test says, however rude. */
final class RawServer implements AutoCloseable {

    interface Behaviour {
        void serve(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch ended = new CountDownLatch(1);

    private RawServer(ServerSocket listener) {
        this.listener = listener;
    }

    static RawServer start(Behaviour behaviour) throws IOException {
        return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
    }

    static RawServer start(ServerSocket listener, Behaviour behaviour) {
        RawServer server = new RawServer(listener);
        Thread.ofVirtual().start(() -> server.accept(behaviour));
        return server;
    }

    /** Reads the request's head, then sends this text and closes. */
    static RawServer answering(String answer) throws IOException {
        return start(socket -> {
            readHead(socket);
            write(socket, answer);
        });
    }

    /** Accepts and says nothing until the test is over. */
    static RawServer silent() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        return start(socket -> never.await());
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Waits until a connection has been served to its end, one way or the other. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    static String readHead(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private void accept(Behaviour behaviour) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket, behaviour));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, Behaviour behaviour) {
        try (socket) {
            behaviour.serve(socket);
        } catch (IOException e) {
            // the prober hung up, as many tests want it to
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
