package io.harmattan.testkit;

import io.harmattan.domain.Alert;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsStream;
import java.util.List;

class MemoryNewsStreamTest extends NewsStreamContract {
    private final MemoryNewsStream stream = new MemoryNewsStream(NewsStreamContract::query);

    @Override
    protected NewsStream stream() {
        return stream;
    }

    @Override
    protected void happen(List<ClusterChange> changes, List<EventCluster> snapshots) {
        for (int i = 0; i < changes.size(); i++) {
            stream.happened(changes.get(i), snapshots.get(i));
        }
    }

    @Override
    protected void tell(List<Alert> alerts) {
        alerts.forEach(stream::told);
    }
}
