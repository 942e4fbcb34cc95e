package io.harmattan.analysis.extract;

import java.util.ArrayList;
import java.util.HashMap;
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
    private static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "canvas",
            "iframe",
            "object",
            "embed",
            "form",
            "button",
            "input",
            "select",
            "textarea",
            "nav",
            "footer",
            "aside",
            "menu",
            "dialog",
            "head",
            "figcaption",
            "audio",
            "video",
            "math");
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
            "td",
            "th",
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
    private static final Pattern LIKELY =
            Pattern.compile("article|body|content|entry|main|post|story|text|paragraph|blog", Pattern.CASE_INSENSITIVE);
    private static final double MOST_LINKED = 0.5;
    private static final int LEAST_BLOCK = 25;

    private MainContent() {}

    /** The blocks of the main part, one a line, characters in order. */
    static List<String> of(Document document) {
        Element body = document.body();
        prune(body);
        List<Block> blocks = blocks(body);
        Element root = root(blocks, body);
        List<String> lines = new ArrayList<>();
        for (Block block : blocks) {
            if (isInside(block.element(), root)
                    && (block.linked() <= MOST_LINKED || block.text().length() > 200 && block.linked() < 0.7)) {
                lines.add(block.text());
            }
        }
        return lines;
    }

    /** A run of text between two block elements. */
    private record Block(Element element, String text, double linked) {}

    private static void prune(Element body) {
        List<Element> away = new ArrayList<>();
        for (Element element : body.getAllElements()) {
            if (element == body) {
                continue;
            }
            if (DROPPED.contains(element.normalName()) || isHidden(element)) {
                away.add(element);
            } else {
                String names = element.className() + " " + element.id();
                if (names.length() > 1 && UNLIKELY.matcher(names).find() && !holdsTheArticle(element)) {
                    away.add(element);
                }
            }
        }
        away.forEach(Element::remove);
    }

    private static boolean isHidden(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
        return element.hasAttr("hidden")
                || style.contains("display:none")
                || style.contains("visibility:hidden")
                || element.attr("aria-hidden").equals("true") && !element.nameIs("p");
    }

    /** A class name can mislead: what holds most of the page's paragraphs stays. */
    private static boolean holdsTheArticle(Element element) {
        if (element.nameIs("body") || element.nameIs("article") || element.nameIs("main")) {
            return true;
        }
        int length = 0;
        for (Element p : element.getElementsByTag("p")) {
            length += p.ownText().length() > 80 ? p.ownText().length() : 0;
        }
        if (length < 800) {
            return false;
        }
        int all = 0;
        Element body =
                element.ownerDocument() == null ? null : element.ownerDocument().body();
        if (body != null) {
            for (Element p : body.getElementsByTag("p")) {
                all += p.ownText().length() > 80 ? p.ownText().length() : 0;
            }
        }
        return length * 2 > all;
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
                    String piece = leaf.getWholeText();
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
        Map<Element, Double> scores = new HashMap<>();
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

    private static boolean isInside(Element element, Element root) {
        for (Element at = element; at != null; at = at.parent()) {
            if (at == root) {
                return true;
            }
        }
        return false;
    }
}
