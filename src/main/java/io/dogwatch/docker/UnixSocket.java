package io.dogwatch.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A Unix socket as a {@link Socket}, the type HttpClient requires. {@link #close()} from any thread ends a blocked
 * read, even if the engine is frozen.
 *
 * <p>The socket of HttpClient 5.6.5 waits in a selector: closing it only notifies the engine, and with a frozen
 * engine the reader waits permanently. It also uses three more file descriptors per connection. This socket has no
 * read timeout: every request has a watchdog that closes it.
 */
final class UnixSocket extends Socket {

    private final SocketChannel channel;

    UnixSocket() throws IOException {
        this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    }

    void connect(Path path) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(path));
    }

    @Override
    public InputStream getInputStream() {
        return Channels.newInputStream(channel);
    }

    @Override
    public OutputStream getOutputStream() {
        return Channels.newOutputStream(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        try {
            return channel.getRemoteAddress();
        } catch (IOException e) {
            return UnixDomainSocketAddress.of("");
        }
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return UnixDomainSocketAddress.of("");
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    // What HttpClient sets on every socket means nothing here; the inherited methods would open a tcp socket for it.

    @Override
    public void setSoTimeout(int milliseconds) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void setSoLinger(boolean on, int seconds) {}

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public void setReuseAddress(boolean on) {}
}
