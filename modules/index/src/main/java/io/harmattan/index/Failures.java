package io.harmattan.index;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.transport.TransportException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;

/** What went wrong between us and Elasticsearch, in one line and by status. */
final class Failures {
    private Failures() {}

    /** The HTTP status of an answer; 0 when there was none. */
    static int status(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ElasticsearchException e) {
                return e.status();
            }
            if (t instanceof ResponseException e) {
                return e.getResponse().getStatusLine().getStatusCode();
            }
            if (t instanceof TransportException e) {
                return e.statusCode();
            }
        }
        return 0;
    }

    /** One line for people. */
    static String inWords(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ElasticsearchException e) {
                return "answers " + e.status() + " (" + inWords(e.error()) + ")";
            }
            if (t instanceof ResponseException e) {
                return "answers "
                        + e.getResponse().getStatusLine().getStatusCode() + " "
                        + e.getResponse().getStatusLine().getReasonPhrase();
            }
            if (t instanceof ConnectException) {
                return "does not answer (connection refused)";
            }
            if (t instanceof SocketTimeoutException) {
                return "does not answer in time (" + t.getMessage() + ")";
            }
            if (t instanceof UnknownHostException) {
                return "cannot be found (unknown host " + t.getMessage() + ")";
            }
            if (t instanceof SSLException) {
                return "is not trusted or does not speak TLS (" + t.getMessage() + ")";
            }
        }
        return "cannot be asked (" + oneLine(String.valueOf(failure)) + ")";
    }

    /** An error that Elasticsearch sent, with what began it. */
    static String inWords(@Nullable ErrorCause error) {
        if (error == null) {
            return "no reason given";
        }
        StringBuilder words = new StringBuilder(one(error));
        ErrorCause root = error;
        while (root.causedBy() != null) {
            root = root.causedBy();
        }
        if (root == error && !error.rootCause().isEmpty()) {
            root = error.rootCause().get(0);
        }
        if (!one(root).equals(one(error))) {
            words.append(", because ").append(one(root));
        }
        return oneLine(words.toString());
    }

    private static String one(ErrorCause error) {
        return error.type() + (error.reason() == null ? "" : ": " + error.reason());
    }

    private static String oneLine(String words) {
        return words.replaceAll("\\s+", " ").strip();
    }
}
