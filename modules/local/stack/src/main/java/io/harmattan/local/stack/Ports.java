package io.harmattan.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ports of the loopback interface: checks those that were asked for and picks free ones for the others. */
final class Ports {
    static final String HOST = "127.0.0.1";

    private Ports() {}

    /**
     * Makes every port a real one.
     *
     * @param wanted port by the setting it comes from, 0 for any free one
     * @return the same with free ports in place of zeros
     * @throws StackException if one is in use, or given twice
     */
    static Map<String, Integer> take(Map<String, Integer> wanted) {
        Map<String, Integer> taken = new LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        try {
            // fixed ones first, so that a free one is never one of them; all are held until the last is known
            for (Map.Entry<String, Integer> want : wanted.entrySet()) {
                if (want.getValue() != 0) {
                    taken.put(want.getKey(), bind(want.getKey(), want.getValue(), taken, held));
                }
            }
            for (Map.Entry<String, Integer> want : wanted.entrySet()) {
                if (want.getValue() == 0) {
                    taken.put(want.getKey(), bind(want.getKey(), 0, taken, held));
                }
            }
            return taken;
        } finally {
            held.forEach(Ports::close);
        }
    }

    private static int bind(String setting, int port, Map<String, Integer> taken, List<ServerSocket> held) {
        taken.forEach((other, used) -> {
            if (used == port) {
                throw new StackException(
                        "Port " + port + " is given to both " + other + " and " + setting + ".",
                        "Give one of them another port, or 0 for any free one.");
            }
        });
        ServerSocket socket = null;
        try {
            socket = new ServerSocket();
            held.add(socket);
            // connections that linger from a stack just stopped do not make the port taken
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port), 1);
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StackException(
                    "Port " + port + " (" + setting + ") cannot be used: " + e.getMessage() + ".",
                    "Stop what uses it, or choose another with --set " + setting + "=PORT (0 takes any free one).",
                    e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("port " + socket.getLocalPort() + " could not be given back", e);
        }
    }
}
