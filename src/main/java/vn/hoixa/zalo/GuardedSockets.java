package vn.hoixa.zalo;

import java.io.IOException;
import java.io.Serial;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Sockets that connect to allowed addresses only.
 *
 * <p>Here and not at the name: whatever a name resolves to, now or at a second look, and wherever a redirect leads,
 * this is the address that is connected to.
 */
final class GuardedSockets extends SocketFactory {
    private final Predicate<InetAddress> isAllowed;

    GuardedSockets(Predicate<InetAddress> isAllowed) {
        this.isAllowed = isAllowed;
    }

    /** The address is not allowed; nothing was sent there. */
    static final class Forbidden extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        Forbidden() {
            super("not a public address");
        }
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress endpoint) throws IOException {
                connect(endpoint, 0);
            }

            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                boolean isKnown = endpoint instanceof InetSocketAddress internet && internet.getAddress() != null;
                if (!isKnown || !isAllowed.test(((InetSocketAddress) endpoint).getAddress())) {
                    throw new Forbidden();
                }
                super.connect(endpoint, timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }
}
