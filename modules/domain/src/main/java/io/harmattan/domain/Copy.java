package io.harmattan.domain;

/**
 * That an article carries the text of another: a near-copy, not a retelling.
 *
 * @param group identity of the copy group: the id of its first article; its members count as one independent source
 * @param of the article it was found to copy
 * @param similarity share of the smaller text that stands in the other, in [0, 1]
 * @param reason the decision in words, with what was compared
 */
public record Copy(String group, String of, double similarity, String reason) {
    public Copy {
        Check.notBlank(group, "copy group");
        Check.notBlank(of, "id of the article that was copied");
        Check.share(similarity, "similarity of a copy of " + of);
    }
}
