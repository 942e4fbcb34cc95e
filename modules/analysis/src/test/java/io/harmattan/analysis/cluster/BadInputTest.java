package io.harmattan.analysis.cluster;

import static io.harmattan.analysis.cluster.Articles.NOW;
import static io.harmattan.analysis.cluster.Articles.article;
import static io.harmattan.analysis.cluster.Articles.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.ArticleId;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.ClusterChange.Kind;
import io.harmattan.domain.EventCluster;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that nobody wishes for: the work of a step, and what is kept of an article, stay bounded. */
class BadInputTest {
    private final EventClustering clustering = new EventClustering(ClusterSettings.DEFAULTS, Articles.BACKGROUND);
    private final MemoryDeskState state = new MemoryDeskState();

    /** Calls of the state, and members read, in the step that took most of each. */
    private static final class Work {
        int calls;
        int members;
        int mostCalls;
        int mostMembers;

        void step() {
            mostCalls = Math.max(mostCalls, calls);
            mostMembers = Math.max(mostMembers, members);
            calls = 0;
            members = 0;
        }
    }

    /**
     * With {@code -Dlong.tests=true} 50,000 of them; a million with {@code -Dcluster.articles=1000000 -Dtest.jvm=-Xmx8g}. Says then
     * how long it took.
     */
    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void one_title_again_and_again_takes_the_same_work_each_time_and_leaves_nothing_behind() {
        int articles = Integer.getInteger("cluster.articles", Boolean.getBoolean("long.tests") ? 50_000 : 6000);
        Work first = new Work();
        Work last = new Work();
        Work work = first;
        DeskState counted = counting(state, first);
        long entries = 0;
        long since = System.nanoTime();
        for (int i = 0; i < articles; i++) {
            if (i == 1500) {
                entries = state.size();
                work = last;
                counted = counting(state, last);
            }
            Instant when = NOW.plusSeconds(4L * i);
            clustering.on(article("n" + i).title("Breaking news").ingested(when).build(), counted);
            work.step();
        }
        double perSecond = articles / ((System.nanoTime() - since) / 1e9);

        String id = ArticleId.hash("cluster", "desk", article("n0").build().id());
        LiveCluster cluster = state.cluster(id);
        assertThat(cluster).isNotNull();
        assertThat(cluster.articles()).isEqualTo(articles);
        assertThat(last.mostMembers).as("members read for one").isLessThanOrEqualTo(first.mostMembers);
        assertThat(last.mostCalls).as("calls for one").isLessThanOrEqualTo(2 * first.mostCalls);
        assertThat(state.size() / (double) articles)
                .as("entries kept of an article")
                .isLessThanOrEqualTo(1.5 * entries / 1500);

        // it closes, a bounded part in each step
        Instant end = NOW.plusSeconds(4L * articles).plus(Duration.ofDays(4));
        Work closing = new Work();
        DeskState closed = counting(state, closing);
        int steps = 0;
        int closings = 0;
        for (int i = 0; i < 3 || state.first(DeskState.Queue.LEFTOVERS, Instant.MAX) != null; i++) {
            Outcome outcome = clustering.advance("desk", end, end, closed);
            closings += (int) outcome.changes().stream()
                    .filter(change -> change.kind() == Kind.CLOSED)
                    .count();
            closing.step();
            steps++;
        }
        while (state.settled().first(DeskState.Queue.LEFTOVERS, Instant.MAX) != null) {
            clustering.advance("desk", end, end, closed);
            closing.step();
        }
        assertThat(closings).isEqualTo(1);
        assertThat(steps).isGreaterThan(articles / (Window.REMOVED_PER_STEP + 1));
        assertThat(closing.mostMembers).isLessThan(20 * Window.REMOVED_PER_STEP);
        Instant muchLater = end.plus(Duration.ofDays(400));
        clustering.advance("desk", muchLater, muchLater, state);
        assertThat(state.size()).as("nothing is left").isZero();
        if (articles > 6000) {
            System.out.printf(
                    Locale.ROOT,
                    "%,d articles with one title: %,.0f articles/s; most for one: %d calls, %d members read;"
                            + " most of one step when it closes: %d calls%n",
                    articles,
                    perSecond,
                    last.mostCalls,
                    last.mostMembers,
                    closing.mostCalls);
        }
    }

    @Test
    void an_article_of_a_large_cluster_that_is_being_removed_founds_an_event_when_it_is_revised_and_stays() {
        int articles = 2500;
        for (int i = 0; i < articles; i++) {
            clustering.on(article("n" + i).text(story(1, i)).build(), state);
        }
        // the others have not been settled when it closes
        EventClustering never = new EventClustering(
                ClusterSettings.DEFAULTS.withSettling(Duration.ofDays(36_500)), Articles.BACKGROUND);
        Instant later = NOW.plus(Duration.ofDays(4));
        assertThat(never.advance("desk", later, later, state).changes())
                .extracting(ClusterChange::kind)
                .containsExactly(Kind.CLOSED);
        assertThat(state.first(DeskState.Queue.LEFTOVERS, Instant.MAX)).isNotNull();

        assertThat(clustering.on(article("n1").text(story(1, 1)).ingested(later).build(), state))
                .as("the same revision")
                .isEqualTo(Outcome.NONE);
        Outcome revised = clustering.on(
                article("n1").revision(2).text(story(1, 1)).ingested(later).build(), state);
        assertThat(revised.changes()).extracting(ClusterChange::kind).containsExactly(Kind.OPENED);
        for (int i = 0; i < 10; i++) {
            clustering.advance("desk", NOW, later.plusSeconds(3700), state);
        }

        ArticleRef at = state.article(article("n1").build().id());
        assertThat(at).isNotNull();
        assertThat(at.clusterId()).isEqualTo(revised.changes().get(0).clusterId());
        assertThat(state.article(article("n0").build().id())).isNull();
        assertThat(state.first(DeskState.Queue.LEFTOVERS, Instant.MAX)).isNull();
        assertThat(state.first(DeskState.Queue.SETTLING, Instant.MAX))
                .as("none waits to be settled")
                .isNull();
    }

    @Test
    void copies_that_each_mention_others_keep_what_is_known_of_their_text_bounded() {
        for (int i = 0; i < 300; i++) {
            String[] names = IntStream.range(20 * i, 20 * (i + 1))
                    .mapToObj(n -> "Name " + n)
                    .toArray(String[]::new);
            clustering.on(
                    article("n" + i)
                            .text(story(1, i))
                            .entities(names)
                            .copyOf("n0")
                            .ingested(NOW.plusSeconds(i))
                            .build(),
                    state);
        }

        String founder = article("n0").build().id();
        String id = ArticleId.hash("cluster", "desk", founder);
        LiveCluster cluster = state.cluster(id);
        LiveGroup group = state.group(id, founder);
        assertThat(cluster).isNotNull();
        assertThat(group).isNotNull();
        assertThat(group.articles()).isEqualTo(300);
        assertThat(group.entities().keySet()).isEqualTo(cluster.entities().keySet());
        assertThat(cluster.sources()).isEqualTo(1);
    }

    @Test
    void an_ingest_clock_a_year_ahead_touches_no_event_of_now_unless_the_article_is_dated_in_it() {
        Instant wrong = NOW.plus(Duration.ofDays(365));
        String now = opened(article("a").text(story(1, 0)).published(NOW));

        assertThat(opened(article("undated").text(story(1, 1)).ingested(wrong)))
                .as("by its own clock the other is over long since")
                .isNotEqualTo(now);
        assertThat(clustering
                        .on(
                                article("b")
                                        .text(story(1, 3))
                                        .ingested(NOW.plusSeconds(1))
                                        .build(),
                                state)
                        .changes())
                .extracting(change -> change.kind() + " " + change.clusterId())
                .as("nobody goes there or is merged with it")
                .containsExactly("JOINED " + now);
        opened(article("between").text(story(9, 0)).published(NOW));
        assertThat(clustering
                        .on(
                                article("dated")
                                        .text(story(1, 2))
                                        .published(NOW)
                                        .ingested(wrong)
                                        .build(),
                                state)
                        .changes()
                        .get(0)
                        .clusterId())
                .isEqualTo(now);

        Instant over = NOW.plus(Duration.ofDays(4));
        assertThat(clustering.advance("desk", over, over, state).changes())
                .extracting(change -> change.kind() + " " + change.clusterId())
                .as("that keeps it open no longer")
                .contains("CLOSED " + now)
                .hasSize(2);
    }

    /** Five hundred of them in a snapshot would not fit a record. */
    @Test
    void a_title_or_an_outlet_without_end_is_shown_as_far_as_it_is_of_use() {
        String endless = "Breaking news ".repeat(10_000);

        Outcome outcome = clustering.on(
                article("a").title(endless).text(story(1, 0)).outlet(endless).build().toBuilder()
                        .url("https://example.org/" + "a".repeat(100_000))
                        .build(),
                state);

        EventCluster cluster = outcome.snapshots().get(0);
        assertThat(cluster.title())
                .startsWith("Breaking news Breaking")
                .endsWith("…")
                .hasSize(501);
        EventCluster.Member member = cluster.members().get(0);
        assertThat(member.title()).isEqualTo(cluster.title());
        assertThat(member.outlet()).hasSize(201);
        assertThat(member.url()).isNull();
    }

    private String opened(Articles article) {
        ClusterChange change = clustering.on(article.build(), state).changes().get(0);
        assertThat(change.kind()).isEqualTo(Kind.OPENED);
        return change.clusterId();
    }

    private static DeskState counting(DeskState state, Work work) {
        return (DeskState) Proxy.newProxyInstance(
                DeskState.class.getClassLoader(), new Class<?>[] {DeskState.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(state, arguments);
                    work.calls++;
                    if (answer instanceof Map<?, ?> members) {
                        work.members += members.size();
                    }
                    return answer instanceof DeskState settled ? counting(settled, work) : answer;
                });
    }
}
