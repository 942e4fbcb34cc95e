package io.harmattan.app;

import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Keeps two epochs from being delivered beside each other: deliver is one application for all of them, so that what was
 * told is not told again, and its instances must read the same alerts.
 */
final class OneEpochDelivers {
    private OneEpochDelivers() {}

    /**
     * Looks which alerts are read by the instances at work.
     *
     * @param group of deliver
     * @throws UserException when they are those of another epoch
     */
    static void check(Admin admin, String group, Topic.Naming naming) {
        String own = Topics.ALERTS.name(naming);
        String stem =
                own.substring(0, own.length() - String.valueOf(naming.epoch()).length());
        Set<String> others;
        try {
            others = admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(described -> described.members().stream())
                    .flatMap(member -> member.assignment().topicPartitions().stream())
                    .map(partition -> partition.topic())
                    .filter(topic -> topic.startsWith(stem) && !topic.equals(own))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return;
            }
            throw new UserException("The group " + group + " cannot be described: " + e.getCause() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted", e);
        }
        if (!others.isEmpty()) {
            throw new UserException(
                    "Another instance delivers " + String.join(", ", others) + ", and this one is of epoch "
                            + naming.epoch() + "; expected one epoch at a time.\n"
                            + "  Set deliver.enabled=false where an epoch is built beside the one in use, or stop the other first.");
        }
    }
}
