package io.harmattan.domain;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses a name from a stranger may lead to: those of the public Internet alone. To be asked about every address
 * that a name resolves to, and about the very one that is then connected to.
 */
public final class PublicAddresses {
    private PublicAddresses() {}

    /**
     * Whether it is one: not loopback, link-local, private, shared (RFC 6598), unique local (RFC 4193), multicast,
     * documentation, benchmarking, reserved, or an IPv4 address of these kinds inside an IPv6 one.
     */
    public static boolean contain(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] b = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(b, 0) : address instanceof Inet6Address && isPublic6(b);
    }

    /** RFC 6890, table of the special-purpose IPv4 addresses. */
    private static boolean isPublic4(byte[] b, int at) {
        int first = b[at] & 0xff;
        int second = b[at + 1] & 0xff;
        int third = b[at + 2] & 0xff;
        boolean special = first == 0
                || first == 10
                || first == 127
                || first >= 224
                || first == 100 && second >= 64 && second < 128
                || first == 169 && second == 254
                || first == 172 && second >= 16 && second < 32
                || first == 192 && second == 168
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 192 && second == 88 && third == 99
                || first == 198 && (second == 18 || second == 19)
                || first == 198 && second == 51 && third == 100
                || first == 203 && second == 0 && third == 113;
        return !special;
    }

    /** Global unicast (2000::/3) less what carries an IPv4 address or is for documents; 64:ff9b::/96 by what it carries. */
    private static boolean isPublic6(byte[] b) {
        int first = (b[0] & 0xff) << 8 | b[1] & 0xff;
        int second = (b[2] & 0xff) << 8 | b[3] & 0xff;
        if (first == 0x64 && second == 0xff9b) {
            return isPublic4(b, 12);
        }
        if (first == 0x2002) {
            return isPublic4(b, 2);
        }
        boolean global = (first & 0xe000) == 0x2000;
        boolean special = first == 0x2001 && (second == 0 || second == 0xdb8 || second >= 0x10 && second < 0x30)
                || first == 0x3fff;
        return global && !special;
    }
}
