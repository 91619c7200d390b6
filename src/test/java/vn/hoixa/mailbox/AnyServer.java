package vn.hoixa.mailbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/** A server on loopback that says the same to everybody and hangs up. */
final class AnyServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    AnyServer(String answer) throws IOException {
        Thread.ofPlatform().daemon().start(() -> {
            while (!socket.isClosed()) {
                try (var caller = socket.accept()) {
                    caller.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // The caller or the test has gone.
                }
            }
        });
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
