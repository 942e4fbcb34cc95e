package io.harmattan.index;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import io.harmattan.index.Answer.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends documents in bulk and reads the answer to each. */
final class BulkWriter {
    private final SearchNode node;

    BulkWriter(SearchNode node) {
        this.node = node;
    }

    /**
     * Parts documents into bulks, in order.
     *
     * @param most documents in a bulk
     * @param mostBytes of JSON in a bulk; a larger document travels alone
     */
    static List<List<Document>> bulks(List<Document> documents, int most, long mostBytes) {
        List<List<Document>> bulks = new ArrayList<>();
        List<Document> bulk = new ArrayList<>();
        long bytes = 0;
        for (Document document : documents) {
            int size = document.bytes();
            if (!bulk.isEmpty() && (bulk.size() == most || bytes + size > mostBytes)) {
                bulks.add(bulk);
                bulk = new ArrayList<>();
                bytes = 0;
            }
            bulk.add(document);
            bytes += size;
        }
        if (!bulk.isEmpty()) {
            bulks.add(bulk);
        }
        return bulks;
    }

    /** One answer for each document, in order. Never fails: a request without an answer leaves all of it unanswered. */
    List<Answer> write(List<Document> bulk) {
        BulkResponse response;
        try {
            response = node.client().bulk(request(bulk));
        } catch (IOException | ElasticsearchException e) {
            return withoutAnswer(bulk, e);
        }
        List<BulkResponseItem> items = response.items();
        if (items.size() != bulk.size()) {
            String reason = "the answer has " + items.size() + " items; expected " + bulk.size();
            return bulk.stream()
                    .map(d -> new Answer(d, Outcome.UNANSWERED, reason))
                    .toList();
        }
        List<Answer> answers = new ArrayList<>(bulk.size());
        for (int i = 0; i < items.size(); i++) {
            BulkResponseItem item = items.get(i);
            // what is deleted and was not there is answered 404 without an error, and is remembered as deleted
            Outcome outcome = item.error() == null ? Outcome.INDEXED : outcome(item.status());
            boolean done = outcome == Outcome.INDEXED || outcome == Outcome.STALE;
            answers.add(new Answer(
                    bulk.get(i),
                    outcome,
                    done
                            ? ""
                            : "answers " + item.status() + " (" + Failures.inWords(item.error()) + ")"
                                    + Failures.whatToDo(
                                            item.status(),
                                            item.error() == null
                                                    ? null
                                                    : item.error().type())));
        }
        return answers;
    }

    private static BulkRequest request(List<Document> bulk) {
        BulkRequest.Builder request = new BulkRequest.Builder();
        for (Document document : bulk) {
            byte[] json = document.json();
            request.operations(o -> json == null
                    ? o.delete(d -> d.index(document.index())
                            .id(document.id())
                            .version(document.version())
                            .versionType(VersionType.External))
                    : o.<BinaryData>index(i -> i.index(document.index())
                            .id(document.id())
                            .version(document.version())
                            .versionType(VersionType.External)
                            .document(BinaryData.of(json, "application/json"))));
        }
        return request.build();
    }

    private List<Answer> withoutAnswer(List<Document> bulk, Exception failure) {
        Outcome outcome = outcome(Failures.status(failure));
        if (outcome == Outcome.REFUSED && bulk.size() > 1) {
            // one document can make a whole request unacceptable (an id too long, a body too large): find out which
            int half = bulk.size() / 2;
            List<Answer> answers = new ArrayList<>(write(bulk.subList(0, half)));
            answers.addAll(write(bulk.subList(half, bulk.size())));
            return answers;
        }
        String reason = Failures.inWords(failure) + Failures.whatToDo(failure);
        return bulk.stream().map(d -> new Answer(d, outcome, reason)).toList();
    }

    /**
     * What a status means. Refused is only what another try cannot mend; a missing index, a closed door or a block (disk
     * watermark) is for a person to mend, and the document waits.
     */
    static Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            return Outcome.INDEXED;
        }
        return switch (status) {
            case 409 -> Outcome.STALE;
            case 401, 403, 404, 408, 429 -> Outcome.UNANSWERED;
            default -> status >= 400 && status < 500 ? Outcome.REFUSED : Outcome.UNANSWERED;
        };
    }
}
