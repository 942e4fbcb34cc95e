package io.harmattan.analysis.extract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the main part of a page by the text density of its blocks: each block of running text speaks for its ancestors,
 * the nearer the louder; the best of them is the main part, whose blocks come out in order.
 */
final class MainContent {
    private static final String DROPPED =
            "script, style, noscript, template, svg, canvas, iframe, object, embed, button, input, select, textarea, nav, footer, aside, menu, dialog, figcaption, audio, video, math";
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "main",
            "li",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "pre",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "tr",
            "tbody",
            "thead",
            "header",
            "figure",
            "address",
            "body",
            "center",
            "hr",
            "fieldset",
            "details",
            "summary");
    private static final Pattern UNLIKELY = Pattern.compile(
            "(?:^|[\\s_-])(?:comments?|disqus|social|share|sharing|sharebar|related|recommend(?:ed|ations?)?|sidebar|side-bar|promo|newsletter|subscribe|subscription|signup|advert\\w*|ads?|adslot|sponsor\\w*|cookies?|consent|gdpr|popup|modal|overlay|breadcrumbs?|nav|navbar|navigation|menu|footer|masthead|toolbar|tools|widget|widgets|tags?|taglist|pagination|pager|outbrain|taboola|more-(?:stories|news|from)|most-(?:read|popular)|trending|popular|byline|author-bio|authorbox|bio|caption|credit|print-only|sr-only|visually-hidden|screen-reader-text|hidden|skip|login|banner|jp-relatedposts|sharedaddy|read-?more|inline-related|recirc\\w*|teaser|teasers|meta|entry-meta|post-meta|rating|ratings|toc|copyright|disclaimer)(?:$|[\\s_-])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NEVER_THE_ARTICLE = Pattern.compile(
            "(?:^|[\\s_-])(?:comments?|commentlist|disqus|recommend\\w*|related-?\\w*|newsletter|cookies?|consent)(?:$|[\\s_-])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTENT = Pattern.compile(
            "(?:^|[\\s_-])(?:entry|article|post|story|main|page)[_-]?_?(?:content|body|text)(?:$|[\\s_-])|articleBody|body__container",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LIKELY =
            Pattern.compile("article|body|content|entry|main|post|story|text|paragraph|blog", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final double MOST_LINKED = 0.5;
    private static final int LEAST_BLOCK = 25;
    /** In UTF-16 code units: what a block must have to be taken for a paragraph, and a part for more of the article. */
    private static final int LEAST_PARAGRAPH = 80;

    private static final int LEAST_WON = 200;
    private static final int HIGHEST_CLIMB = 4;
    /** Levels between a block and the part it belongs to, at most: a page of endless nesting must end. */
    private static final int DEEPEST = 200;

    private MainContent() {}

    /** The blocks of the main part, one a line, characters in order. */
    static List<String> of(Document document) {
        Element body = document.body();
        prune(body);
        List<Block> blocks = blocks(body);
        Set<Element> roots = withSiblings(blocks, widened(blocks, root(blocks, body), body));
        List<String> lines = new ArrayList<>();
        for (Block block : blocks) {
            if (isInside(block.element(), roots)
                    && (block.linked() <= MOST_LINKED || block.text().length() > 200 && block.linked() < 0.7)) {
                lines.add(block.text());
            }
        }
        return lines;
    }

    /** A run of text between two block elements. */
    private record Block(Element element, String text, double linked) {}

    private static void prune(Element body) {
        body.select(DROPPED).remove();
        Weights weights = new Weights();
        body.traverse(weights);
        List<Element> away = new ArrayList<>(otherArticles(body, weights));
        for (Element element : body.getAllElements()) {
            if (element == body) {
                continue;
            }
            if (isHidden(element)) {
                away.add(element);
            } else {
                String names = element.className() + " " + element.id();
                if (names.length() > 1
                        && UNLIKELY.matcher(names).find()
                        && !holdsTheArticle(element, names, weights, body)) {
                    away.add(element);
                }
            }
        }
        away.forEach(Element::remove);
    }

    /** Where a page holds several whole articles, each under a headline of its own: all but the first. */
    private static List<Element> otherArticles(Element body, Weights weights) {
        List<Element> whole = body.select("article:has(h1:not(:has(a)))").stream()
                .filter(article -> weights.of(article) >= LEAST_WON)
                .filter(article -> article.parents().stream().noneMatch(parent -> parent.nameIs("article")))
                .toList();
        return whole.isEmpty() ? whole : whole.subList(1, whole.size());
    }

    private static boolean isHidden(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
        return element.hasAttr("hidden")
                || style.contains("display:none")
                || style.contains("visibility:hidden")
                || element.attr("aria-hidden").equals("true") && !element.nameIs("p");
    }

    /** A class name can mislead: what holds the headline or most of the page's running text stays. */
    private static boolean holdsTheArticle(Element element, String names, Weights weights, Element body) {
        if (element.nameIs("article")
                || element.nameIs("main")
                || CONTENT.matcher(names).find()
                || weights.headed.contains(element)) {
            return true;
        }
        return !NEVER_THE_ARTICLE.matcher(names).find() && weights.of(element) * 2 > weights.of(body);
    }

    /** What the elements of a page hold, in one pass over it. */
    private static final class Weights implements NodeVisitor {
        private final Map<Element, Integer> running = new IdentityHashMap<>();
        private final Set<Element> headed = Collections.newSetFromMap(new IdentityHashMap<>());

        /** How much text stands in an element outside links, in UTF-16 code units; short pieces do not count. */
        int of(Element element) {
            return running.getOrDefault(element, 0);
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode leaf
                    && leaf.parent() != null
                    && !leaf.parent().nameIs("a")) {
                Element parent = leaf.parent();
                int piece = leaf.text().strip().length();
                if (piece >= LEAST_BLOCK) {
                    running.merge(parent, piece, Integer::sum);
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && element.parent() != null) {
                Element parent = element.parent();
                running.merge(parent, of(element), Integer::sum);
                if (element.nameIs("h1")
                        || element.attr("itemprop").equals("articleBody")
                        || headed.contains(element)) {
                    headed.add(parent);
                }
            }
        }
    }

    private static List<Block> blocks(Element body) {
        List<Block> blocks = new ArrayList<>();
        body.traverse(new NodeVisitor() {
            private final StringBuilder text = new StringBuilder();
            private int linked;
            private int links;
            private @Nullable Element owner;

            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode leaf) {
                    String piece = leaf.parent() != null && leaf.parent().nameIs("pre")
                            ? leaf.getWholeText()
                            : WHITE_SPACE.matcher(leaf.getWholeText()).replaceAll(" ");
                    if (owner == null && !piece.isBlank()) {
                        owner = block(leaf);
                    }
                    text.append(piece);
                    linked += links > 0 ? piece.strip().length() : 0;
                } else if (node instanceof Element element) {
                    if (BLOCKS.contains(element.normalName())) {
                        flush();
                    } else if (element.nameIs("br")) {
                        text.append('\n');
                    } else if (element.nameIs("td") || element.nameIs("th")) {
                        text.append(' ');
                    }
                    links += element.nameIs("a") ? 1 : 0;
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element) {
                    links -= element.nameIs("a") ? 1 : 0;
                    if (BLOCKS.contains(element.normalName())) {
                        flush();
                    }
                }
            }

            private void flush() {
                Element element = owner;
                String whole = Characters.normalise(text.toString());
                if (element != null) {
                    double share = Math.min(
                            1,
                            (double) linked
                                    / Math.max(1, Characters.squeeze(whole).length()));
                    for (String line : whole.split("\\n\\s*\\n")) {
                        String squeezed = Characters.squeeze(line);
                        if (!squeezed.isEmpty()) {
                            blocks.add(new Block(element, squeezed, share));
                        }
                    }
                }
                text.setLength(0);
                linked = 0;
                owner = null;
            }
        });
        return blocks;
    }

    private static @Nullable Element block(TextNode leaf) {
        Node at = leaf.parent();
        while (at instanceof Element element && !BLOCKS.contains(element.normalName())) {
            at = element.parent();
        }
        return at instanceof Element element ? element : null;
    }

    private static Element root(List<Block> blocks, Element body) {
        Map<Element, Double> scores = new IdentityHashMap<>();
        for (Block block : blocks) {
            if (block.text().length() < LEAST_BLOCK || block.linked() > 0.4) {
                continue;
            }
            double score =
                    (1 + Math.min(block.text().length() / 100.0, 4) + commas(block.text())) * (1 - block.linked());
            double share = 1;
            Element at = block.element();
            if (at.nameIs("p")
                    || at.nameIs("li")
                    || at.nameIs("blockquote")
                    || at.nameIs("pre")
                    || at.normalName().matches("h[1-6]")) {
                at = at.parent();
            }
            for (int level = 0; at != null && level < 4 && at != body.parent(); level++) {
                scores.merge(at, score * share, Double::sum);
                share *= level == 0 ? 0.6 : 0.5;
                at = at.parent();
            }
        }
        Element best = body;
        double most = 0;
        for (Map.Entry<Element, Double> entry : scores.entrySet()) {
            Element element = entry.getKey();
            double weight =
                    LIKELY.matcher(element.className() + " " + element.id()).find()
                                    || element.nameIs("article")
                                    || element.nameIs("main")
                            ? 1.2
                            : 1;
            double score = entry.getValue() * weight;
            if (score > most) {
                most = score;
                best = element;
            }
        }
        return best;
    }

    private static int commas(String text) {
        return (int) Math.min(
                5, text.chars().filter(c -> c == ',' || c == '،' || c == '，').count());
    }

    /** Goes up from the best part as long as that wins running text and little else. */
    private static Element widened(List<Block> blocks, Element best, Element body) {
        Element root = best;
        Element parent = best.parent();
        for (int level = 0; parent != null && parent != body && level < HIGHEST_CLIMB; level++) {
            int good = 0;
            int bad = 0;
            for (Block block : blocks) {
                if (isInside(block.element(), Set.of(parent)) && !isInside(block.element(), Set.of(root))) {
                    if (block.text().length() >= LEAST_PARAGRAPH && block.linked() < 0.2) {
                        good += block.text().length();
                    } else {
                        bad += block.text().length();
                    }
                }
            }
            if (good >= LEAST_WON && bad * 3 < good) {
                root = parent;
            }
            parent = parent.parent();
        }
        return root;
    }

    /** Many pages cut an article into several parts side by side: those that read like the best one belong to it. */
    private static Set<Element> withSiblings(List<Block> blocks, Element root) {
        Set<Element> roots = Collections.newSetFromMap(new IdentityHashMap<>());
        roots.add(root);
        Element parent = root.parent();
        if (parent == null || root.nameIs("body")) {
            return roots;
        }
        Map<Element, List<Block>> bySibling = new IdentityHashMap<>();
        for (Block block : blocks) {
            Element at = block.element();
            for (int level = 0; at != null && at.parent() != parent && level < DEEPEST; level++) {
                at = at.parent();
            }
            if (at != null && at != root && at.parent() == parent) {
                bySibling.computeIfAbsent(at, sibling -> new ArrayList<>()).add(block);
            }
        }
        bySibling.forEach((sibling, parts) -> {
            int length = 0;
            double linked = 0;
            for (Block part : parts) {
                length += part.text().length();
                linked += part.text().length() * part.linked();
            }
            boolean alike = sibling.nameIs("p")
                    || sibling.nameIs(root.normalName()) && sibling.className().equals(root.className());
            if (length >= (alike ? 80 : 250) && linked / length < 0.25 && length / parts.size() >= (alike ? 40 : 100)) {
                roots.add(sibling);
            }
        });
        return roots;
    }

    private static boolean isInside(Element element, Set<Element> roots) {
        Element at = element;
        for (int level = 0; at != null && level < DEEPEST; level++) {
            if (roots.contains(at)) {
                return true;
            }
            at = at.parent();
        }
        return false;
    }
}
