package io.harmattan.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: how the parts that the platform is made of are doing. */
@FunctionalInterface
public interface StackStatus {

    /** Every part, in the order in which people should see them. Asks them now; a part that is down is no exception. */
    List<Part> parts();

    /**
     * One part.
     *
     * @param name what it is: {@code kafka}, {@code registry}, {@code search}, {@code enrich} …
     * @param version its version, where it is known
     * @param address where it listens, if it does
     * @param note more in words: why it is down, what it is at
     */
    record Part(
            String name,
            boolean up,
            @Nullable String version,
            @Nullable String address,
            @Nullable String note) {}
}
