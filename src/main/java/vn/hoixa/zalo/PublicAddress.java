package vn.hoixa.zalo;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from those of this machine and the networks around it.
 *
 * <p>Source: the special-purpose address registries of IANA (RFC 6890 and its updates).
 */
final class PublicAddress {
    /** Beside those that {@link InetAddress} knows: shared (carriers), special, benchmarking, reserved. */
    private static final List<Block> CLOSED_4 = List.of(
            new Block(8, List.of(0)),
            new Block(10, List.of(100, 64)),
            new Block(24, List.of(192, 0, 0)),
            new Block(15, List.of(198, 18)),
            new Block(4, List.of(240)));

    /** Unique-local, and those that carry an IPv4 address inside: compatible, NAT64, Teredo, 6to4. */
    private static final List<Block> CLOSED_6 = List.of(
            new Block(7, List.of(0xfc)),
            new Block(96, List.of()),
            new Block(32, List.of(0x00, 0x64, 0xff, 0x9b)),
            new Block(32, List.of(0x20, 0x01, 0x00, 0x00)),
            new Block(16, List.of(0x20, 0x02)));

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        boolean isKnownAsClosed = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        List<Block> closed = address instanceof Inet4Address ? CLOSED_4 : CLOSED_6;
        return !isKnownAsClosed && closed.stream().noneMatch(block -> block.holds(address.getAddress()));
    }

    /**
     * A range of addresses.
     *
     * @param length of its prefix, in bits
     * @param prefix its first bytes; those left out are 0
     */
    private record Block(int length, List<Integer> prefix) {
        boolean holds(byte[] address) {
            for (int bit = 0; bit < length; bit++) {
                int wanted = bit / 8 < prefix.size() ? prefix.get(bit / 8) : 0;
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (wanted & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
