package io.harmattan.dashboard;

import io.harmattan.domain.ArticleIntake;
import io.harmattan.domain.ArticleIntake.Form;
import io.harmattan.domain.ArticleIntake.Receipt;
import io.javalin.http.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/articles}: one article as JSON, or one a line. */
final class Intake {
    static final String PATH = "/api/v1/articles";

    /** As long as anyone waits before a full platform is asked again. */
    private static final int RETRY_SECONDS = 5;

    /** Whoever sends a body more slowly than this, after a moment's grace, holds a thread for nothing. */
    private static final long LEAST_BYTES_PER_SECOND = 1024;

    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Map<String, Form> FORMS = Map.of(
            "application/json", Form.ONE,
            "application/x-ndjson", Form.LINES,
            "application/ndjson", Form.LINES,
            "application/jsonl", Form.LINES,
            "application/x-jsonlines", Form.LINES);

    private final ArticleIntake intake;
    private final Access access;
    private final long largestBody;
    private final IdempotentAnswers answers = new IdempotentAnswers();

    Intake(ArticleIntake intake, Access access, long largestBody) {
        this.intake = intake;
        this.access = access;
        this.largestBody = largestBody;
    }

    void post(Context context) {
        AccessControl.Grant grant = access.require(context, AccessControl.Scope.INGEST);
        new Parameters(context);
        Form form = form(context.contentType());
        if (context.contentLength() > largestBody) {
            throw tooLarge();
        }
        String key = key(context.header("Idempotency-Key"));
        try (InputStream body = new Limited(context.bodyInputStream(), largestBody);
                DigestInputStream digested = new DigestInputStream(body, sha256())) {
            if (key == null) {
                answer(context, taken(digested, form, grant));
            } else {
                once(context, digested, form, grant, key);
            }
        } catch (BodyTooLarge e) {
            context.header("Connection", "close");
            throw tooLarge();
        } catch (BodyTooSlow e) {
            context.header("Connection", "close");
            throw new ApiFault(
                    408,
                    "the body comes more slowly than " + LEAST_BYTES_PER_SECOND
                            + " bytes a second; what was read of it is not lost: send it all again, which is harmless");
        } catch (IOException e) {
            throw new ApiFault(400, "the body breaks off: " + e.getMessage());
        }
    }

    /** The same key and body get the answer that they got before; another body under the same key is a mistake. */
    private void once(Context context, DigestInputStream body, Form form, AccessControl.Grant grant, String key)
            throws IOException {
        String whose = grant.name() + "\n" + key;
        IdempotentAnswers.Entry before = answers.begin(whose);
        if (before == null) {
            Answer answer = null;
            try {
                answer = taken(body, form, grant);
                body.transferTo(java.io.OutputStream.nullOutputStream());
            } finally {
                if (answer == null || answer.status() == 429) {
                    answers.forget(whose);
                } else {
                    answers.keep(whose, hex(body), answer);
                }
            }
            answer(context, answer);
            return;
        }
        Answer answer = before.answer();
        if (answer == null) {
            context.header("Retry-After", "1");
            throw new ApiFault(
                    409, "a request with the Idempotency-Key '" + key + "' is at work; ask again in a moment");
        }
        body.transferTo(java.io.OutputStream.nullOutputStream());
        if (!hex(body).equals(before.body())) {
            throw new ApiFault(
                    422,
                    "the Idempotency-Key '" + key + "' came before with another body; expected a new key for new"
                            + " articles");
        }
        context.header("Idempotency-Replayed", "true");
        answer(context, answer);
    }

    /**
     * What is answered.
     *
     * @param body JSON
     */
    record Answer(int status, byte[] body) {
        String contentType() {
            return status == 202 ? Api.JSON : Api.PROBLEM;
        }
    }

    private Answer taken(InputStream body, Form form, AccessControl.Grant grant) throws IOException {
        Receipt receipt = intake.take(body, form, "api/" + grant.name());
        List<Views.RefusedLine> refused =
                receipt.refused().stream().map(Views.RefusedLine::of).toList();
        List<Views.AcceptedLine> accepted =
                receipt.accepted().stream().map(Views.AcceptedLine::of).toList();
        if (receipt.busy()) {
            return new Answer(
                    429,
                    Api.json(Views.IntakeProblem.of(
                            429,
                            "the platform takes articles more slowly than they come: " + accepted.size()
                                    + " of the body are safe; send it all again later, which is harmless",
                            accepted,
                            refused)));
        }
        if (accepted.isEmpty() && refused.isEmpty()) {
            return new Answer(
                    400,
                    Api.json(Views.IntakeProblem.of(
                            400, "the body is empty; expected an article as JSON", accepted, refused)));
        }
        if (accepted.isEmpty()) {
            boolean large = receipt.refused().stream().allMatch(ArticleIntake.Refused::tooLarge);
            int status = large ? 413 : 400;
            return new Answer(
                    status,
                    Api.json(Views.IntakeProblem.of(
                            status,
                            refused.size() == 1
                                    ? "line " + refused.get(0).line() + " "
                                            + refused.get(0).detail()
                                    : "none of the " + refused.size() + " lines is an article that can be taken",
                            accepted,
                            refused)));
        }
        return new Answer(202, Api.json(new Views.Taken(accepted.size(), refused.size(), accepted, refused)));
    }

    private static void answer(Context context, Answer answer) {
        if (answer.status() == 429) {
            context.header("Retry-After", String.valueOf(RETRY_SECONDS));
        }
        context.status(answer.status()).contentType(answer.contentType()).result(answer.body());
    }

    private static Form form(@Nullable String contentType) {
        String type = contentType == null
                ? ""
                : contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        Form form = FORMS.get(type);
        if (form == null) {
            throw new ApiFault(
                    415,
                    "the Content-Type is '" + Parameters.shown(type)
                            + "'; expected application/json for one article, or application/x-ndjson for one a line");
        }
        return form;
    }

    private static @Nullable String key(@Nullable String header) {
        if (header != null && !KEY.matcher(header).matches()) {
            throw new ApiFault(
                    400,
                    "the Idempotency-Key is '" + Parameters.shown(header)
                            + "'; expected up to 255 visible ASCII characters");
        }
        return header;
    }

    private ApiFault tooLarge() {
        return new ApiFault(
                413,
                "the body is larger than " + largestBody + " bytes (api.largest-body); send the articles in several");
    }

    private static String hex(DigestInputStream body) {
        return HexFormat.of().formatHex(body.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static final class BodyTooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final class BodyTooSlow extends IOException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Ends with an error when more comes than is allowed, since the length of a chunked body is not told beforehand, or when
     * it comes too slowly.
     */
    private static final class Limited extends FilterInputStream {
        private final long begin = System.nanoTime();
        private final long most;
        private long left;

        Limited(InputStream in, long most) {
            super(in);
            this.most = most;
            left = most;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                took(1);
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n > 0) {
                took(n);
            }
            return n;
        }

        private void took(int n) throws IOException {
            left -= n;
            if (left < 0) {
                throw new BodyTooLarge();
            }
            long seconds = (System.nanoTime() - begin - GRACE.toNanos()) / 1_000_000_000;
            if (seconds > 0 && (most - left) / seconds < LEAST_BYTES_PER_SECOND) {
                throw new BodyTooSlow();
            }
        }
    }
}
