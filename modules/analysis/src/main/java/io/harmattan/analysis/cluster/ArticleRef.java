package io.harmattan.analysis.cluster;

/**
 * Where an article went.
 *
 * @param number its place among the members of the cluster, from 0
 * @param revision the newest revision that was seen
 */
public record ArticleRef(String clusterId, int number, int revision) {}
