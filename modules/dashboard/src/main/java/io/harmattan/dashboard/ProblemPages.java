package io.harmattan.dashboard;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The errors that Jetty answers by itself, before a request has a handler: problem details too, instead of its HTML. */
final class ProblemPages extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Api.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Api.PROBLEM);
        response.write(true, ByteBuffer.wrap(body(response.getStatus())), callback);
        return true;
    }

    @Override
    public ByteBuffer badMessageError(int status, @Nullable String reason, HttpFields.Mutable fields) {
        Api.headers().forEach(fields::put);
        fields.put(HttpHeader.CONTENT_TYPE, Api.PROBLEM);
        return ByteBuffer.wrap(body(status));
    }

    private static byte[] body(int status) {
        return Api.json(
                Api.problem(status, "the request cannot be understood as HTTP; expected a well-formed one", null));
    }
}
