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

    /** What a person may do about it, where waiting alone will not help; else empty. */
    static String whatToDo(Throwable failure) {
        String type = null;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ElasticsearchException e) {
                type = e.error().type();
            }
        }
        return whatToDo(status(failure), type);
    }

    /**
     * The same.
     *
     * @param type of the error that Elasticsearch sent; null when it sent none
     */
    static String whatToDo(int status, @Nullable String type) {
        if (status == 401 || "security_exception".equals(type)) {
            return "; see the settings elasticsearch.api-key, elasticsearch.user and elasticsearch.password";
        } else if ("index_not_found_exception".equals(type)) {
            return "; the next start of Harmattan makes index and alias again";
        } else if ("cluster_block_exception".equals(type)) {
            return "; where its disk is full, free some: it then takes documents again";
        } else if (status == 413) {
            return "; it is larger than http.max_content_length of Elasticsearch lets it be";
        }
        return "";
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
