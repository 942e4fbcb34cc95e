package io.harmattan.local.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a part whether it serves, as a client would. */
final class Health {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private Health() {}

    /** Empty text if it serves, else what is wrong. */
    static String of(Part part, String address) throws InterruptedException {
        return switch (part) {
            case KAFKA -> connects(address);
            case REGISTRY -> answers(address + "/subjects");
            case SEARCH -> answers(address + "/_cluster/health?wait_for_status=yellow&timeout=2s");
        };
    }

    private static String connects(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1))),
                    (int) PATIENCE.toMillis());
            return "";
        } catch (IOException e) {
            return "no connection to " + hostAndPort + ": " + e.getMessage();
        }
    }

    private static String answers(String url) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? ""
                    : url + " answers " + response.statusCode() + ": " + response.body();
        } catch (IOException e) {
            return url + " does not answer: " + e;
        }
    }
}
