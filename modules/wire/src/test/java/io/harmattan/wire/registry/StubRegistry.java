package io.harmattan.wire.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An HTTP server that answers what a test tells it to, and remembers what it was asked. */
public final class StubRegistry implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Answer> planned = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Answer> otherwise =
            request -> new Answer(500, "{\"error_code\":50001,\"message\":\"nothing planned\"}");

    /** What it was asked. */
    public record Request(String method, String path, String body, String authorization) {}

    /** What it answers. */
    public record Answer(int status, String body, String... headers) {}

    /** Serves on a free port. */
    public StubRegistry() {
        this(0);
    }

    /** Serves on this port. */
    public StubRegistry(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    /** Answers once, in the order of the calls to this method. */
    public StubRegistry plan(int status, String body, String... headers) {
        planned.add(new Answer(status, body, headers));
        return this;
    }

    /** Answers whatever was not planned. */
    public StubRegistry otherwise(Function<Request, Answer> answers) {
        otherwise = answers;
        return this;
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Its port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What it was asked, in order. */
    public List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                authorization == null ? "" : authorization);
        requests.add(request);
        Answer next = planned.poll();
        Answer answer = next == null ? otherwise.apply(request) : next;
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < answer.headers().length; i += 2) {
            exchange.getResponseHeaders().add(answer.headers()[i], answer.headers()[i + 1]);
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
