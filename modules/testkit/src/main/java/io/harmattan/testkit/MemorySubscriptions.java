package io.harmattan.testkit;

import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscriptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link Subscriptions} in memory, for tests; takes every version as it comes. */
public final class MemorySubscriptions implements Subscriptions {
    private final Map<String, Subscription> byId = new TreeMap<>();

    /** None yet. */
    public MemorySubscriptions() {}

    @Override
    public synchronized List<Subscription> all() {
        return List.copyOf(byId.values());
    }

    @Override
    public synchronized Optional<Subscription> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized void put(Subscription subscription) {
        byId.put(subscription.id(), subscription);
    }

    @Override
    public synchronized void remove(String id, int version) {
        byId.remove(id);
    }
}
