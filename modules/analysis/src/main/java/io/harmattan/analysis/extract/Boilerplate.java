package io.harmattan.analysis.extract;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the lines that a page puts around an article from the article itself. Every rule is about news pages in general. */
final class Boilerplate {

    /** What a line is. */
    enum Kind {
        /** Part of the article, as far as one can see. */
        BODY,
        /** Share bars, labels, prompts, cookie notes and the like. */
        FURNITURE,
        /** A line under a picture or video, or its credit. */
        CAPTION,
        /** Stands before the author's name. */
        AUTHOR_LABEL,
        /** Opens the comments; nothing of the article follows. */
        COMMENTS,
        /** Asks the reader to say, share or subscribe; what follows up to the next heading belongs to it. */
        PROMPT_HEADING,
        /** Opens a list of other articles. */
        RELATED_HEADING,
        /** A copyright line. */
        FOOTER
    }

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    /** Longer lines are sentences, whatever they begin with. */
    private static final int MOST_WORDS_OF_A_LABEL = 12;

    private static final int LONGEST_LABEL = 160;
    private static final int MOST_WORDS_OF_A_NOTE = 40;
    private static final int LONGEST_NOTE = 400;

    private static final String NETWORK =
            "(?:facebook|twitter|x|instagram|youtube|telegram|whats\\s?app|linked\\s?in|pinterest|reddit|tumblr"
                    + "|e-?mail|sms|messenger|viber|vk|vkontakte|ok|odnoklassniki|flipboard|pocket|line|copy link|copy url|link|print|tiktok"
                    + "|bluesky|threads|mastodon|google\\+?|google plus|rss|wechat|weibo|xing|imprimer|teilen|drucken|skype|mix|digg|stumbleupon)";

    private static final Pattern AUTHOR_LABEL = full(
            "(?:author|writer|profile|avatar|reporter)[- ]?(?:image|photo|picture|avatar|pic|icon|logo)?"
                    + "|(?:about the )?authors?:?|written by:?|posted by:?|published by:?|by:?|par:?|image of the author|photo of (?:the )?author");
    private static final Pattern SHARE = full("(?:" + NETWORK + "[\\s,|/•·-]*)+"
            + "|(?:" + NETWORK + "\\s)?(?:icon\\s?)+(?:sharing|share)?(?:\\s" + NETWORK + ")?"
            + "|(?:click to )?(?:share|tweet|email|send|print|save|bookmark|partager|compartir|teilen)(?: (?:this|it|the|cet|on|via|with|to|by|in|sur|en|par|story|article|post|page|news|now|friends?|your|a|opens|new|window|"
            + NETWORK + "))*[:!.]?"
            + "|(?:\\(?opens in (?:a )?new (?:window|tab)\\)?)"
            + "|\\d[\\d.,]*\\s?[km]?\\s?(?:shares?|views?|comments?|likes?|retweets?|reads?|commentaires?|partages?)"
            + "|(?:shares?|views?|comments?|likes?)\\s?:?\\s?\\d[\\d.,]*\\s?[km]?"
            + "|(?:follow|like|join|find) us(?: on)?(?: (?:and|" + NETWORK + "|,|&))*[:!.]?");
    private static final Pattern LABEL = full(
            "(?:(?:last )?updated|published|posted|modified|created|publi[ée]|mis à jour|modifi[ée])(?: (?:on|at|le|by))?:?"
                    + "|(?:new|news|latest|live|breaking) updates?|breaking(?: news)?|breaking:|just in|latest(?: news)?|live(?: blog| news)?|exclusive|developing(?: story)?"
                    + "|advertisement|advertising|ad|ads|publicité|anzeige|publicidad|реклама|sponsored(?: content)?|promoted(?: content)?|paid content|partner content"
                    + "|(?:read|see|show|load|view|learn|find out) (?:more|less|all|full (?:story|article|bio))[.… »>]*|continue reading[.… ]*|lire (?:la suite|plus|aussi)[.… ]*"
                    + "|article continues below(?: (?:this )?(?:ad|advertisement))?|story continues below(?: (?:this )?(?:ad|advertisement))?|scroll (?:down )?to continue(?: reading)?|skip (?:to|ad|advertisement)(?: (?:main )?content)?|skip past newsletter promotion|after newsletter promotion"
                    + "|listen(?: to (?:this )?(?:article|story))?(?: \\d+:\\d+)?|play(?: video| audio)?|watch(?: now| live| video)?|pause|mute|loading[.… ]*|close|menu|search|home|back to top|next|previous|top stories"
                    + "|\\d+ ?(?:-|–)?\\s?min(?:ute)?s?(?: of)? ?read(?:ing)?(?: time)?|reading time:? \\d+ ?min(?:ute)?s?|temps de lecture ?:? ?\\d+ ?min.*"
                    + "|tags?:?|topics?:?|categor(?:y|ies):?|filed under:?.{0,60}|keywords?:?|mots[- ]clés ?:?|in this (?:article|story):?|hide caption|toggle caption|enlarge (?:this )?image|image|photo|photos|video|gallery|audio|slideshow|getty images|reuters|afp"
                    + "|sign in|sign up|log ?in|register|subscribe(?: now| today)?|s'abonner|abonnez-vous|donate(?: now)?|support us|contact us|about us|privacy policy|terms (?:of (?:use|service)|and conditions)|cookie policy|all rights reserved\\.?|rss"
                    + "|this (?:video|content|audio) (?:is|can) ?not (?:be )?(?:available|played).*|(?:please )?(?:enable|turn on) javascript.*|javascript (?:is|seems to be) (?:disabled|not enabled).*|your browser does not support.*");
    private static final Pattern RELATED = full(
            "(?:related|recommended|trending|popular|most (?:read|popular|viewed)|more (?:stories|news|articles|from|on|in|about)|you (?:may|might) (?:also )?(?:like|be interested in)|you may have missed|don['’]t miss|editor['’]?s['’]? (?:picks?|choice)|also (?:read|see|on|in)|read also|must read|see also|what to read next|up next|next (?:article|story)|previous (?:article|story)|recent (?:posts|articles|stories|news)|latest (?:stories|posts|articles|from)|other (?:stories|news)|similar (?:articles|posts|stories)|further reading|à lire aussi|lire aussi|sur le même (?:sujet|thème)|articles (?:liés|similaires|connexes)|les plus lus|dans la même rubrique|mehr zum thema|lesen sie auch|auch interessant)"
                    + "(?: (?:articles?|stories|story|news|posts?|videos?|content|topics?|coverage|reading|links?|items|now|today|for you|this|these|on this(?: story| topic)?|from .{1,40}|in .{1,40}|on .{1,40}|about .{1,40}|like(?: this)?))*\\s?[:»>]?");
    private static final Pattern INLINE_RELATED = full(
            "(?:\\[?(?:read|see|watch|listen)(?: (?:also|more|next|here|this))?|also read|related(?: (?:story|article|news|video))?s?|recommended|more(?: on this)?|lire(?: aussi)?|à lire(?: aussi)?|voir aussi|siehe auch|lesen sie auch|lees ook|leia (?:também|mais)|lea también|читайте также|смотрите также)\\s?[:|>»–-].{0,200}");
    private static final Pattern COMMENTS = full(
            "(?:leave|post|write|add)(?: us)? (?:a |your )?(?:reply|comment)s?(?: (?:to|on|below|here)\\b.{0,80})?[:.!]?|(?:\\d+ )?(?:comments?|responses?|replies|commentaires?|kommentare?)(?: \\(\\d+\\))?:?|join the (?:conversation|discussion)[.!]?|reader comments?|view comments?|show comments?|comments? (?:are |is )?(?:closed|off|disabled).{0,60}|cancel reply|laisser un commentaire|laissez un commentaire|kommentar (?:schreiben|verfassen|hinterlassen)|deja un comentario|deixe (?:um|seu) comentário|оставить комментарий|your e-?mail address will not be published.*");
    private static final Pattern PROMPT_HEADING = full(
            "what(?:['’]s| is| are) your (?:take|opinions?|thoughts?|views?)(?: on (?:this|that|it))?\\s?[?!]*|what do you think(?: about (?:this|that|it))?\\s?[?!]*|(?:share|tell us|let us know) (?:your |what you )(?:thoughts?|views?|opinions?|think|take).{0,60}|have your say[.!]?|over to you[.!]?|your (?:take|opinion|view)\\s?\\?|(?:stay (?:informed|updated|connected|in touch)|never miss a story|newsletter|get the newsletter|subscribe to (?:our|the) .{0,50}|sign up (?:for|to) (?:our|the) .{0,60}|join our .{0,60})[.!]?");
    private static final Pattern NOTE = full(
            "(?:we use|this (?:web)?site uses|our (?:web)?site uses|by (?:using|continuing to use|browsing) (?:this|our)) .{0,40}cookies?.*|(?:accept|reject|manage|allow)(?: all)? cookies?(?: settings| preferences)?|cookies? (?:settings|policy|preferences|notice)|nous utilisons des cookies.*|ce site utilise des cookies.*"
                    + "|(?:get|receive|have) (?:the |our |all )?(?:latest|breaking|daily|top|day['’]s|best).{0,80}(?:inbox|newsletter|e-?mail|notifications?|alerts?).{0,60}|.{0,60}(?:delivered|sent|straight|direct(?:ly)?) (?:straight |directly )?to your (?:inbox|e-?mail|phone).{0,60}|(?:please )?(?:click|tap) here(?: to| for)? .{0,80}|download (?:our|the) .{0,40}app.{0,40}|(?:join|follow) (?:our|us|the) .{0,40}(?:channel|group|page|newsletter|community|whatsapp|telegram|twitter|facebook|instagram|google news).{0,60}"
                    + "|support (?:our|independent|quality) journalism.{0,120}|become a (?:member|subscriber|patron).{0,80}|already a (?:subscriber|member).{0,40}|(?:to|for) (?:continue|more) reading,? .{0,60}(?:subscri|sign|log).{0,60}|this article (?:is|was) (?:reserved for|only available to) .{0,60}|vous êtes déjà abonné.{0,40}|cet article est réservé aux abonnés.{0,40}"
                    + "|abonnez-vous à .{0,80}|inscrivez-vous à .{0,80}|suivez-nous sur .{0,80}|rejoignez .{0,40}(?:whatsapp|telegram|facebook).{0,40}|(?:do not|don['’]t) (?:forget|miss).{0,20}(?:subscribe|sign up|follow|newsletter).{0,80}"
                    + "|if you (?:enjoyed|liked|found).{0,60}(?:share|subscribe|consider|follow|support|donat).{0,100}");

    private static final Pattern CAPTION_LEAD = Pattern.compile(
            "^\\[?\\(?(?:screen\\s?(?:shot|grab)|file (?:photo|picture|image|pic|footage)|(?:photo|image|picture|video|media) ?(?:caption|source|credit|copyright|by|courtesy|illustration|taken|provided|via|gallery)|photo(?:graph)?s?|image|picture|pic|caption|credits?|video(?: (?:subtitles?|caption|grab|still|description))?|subtitles?|watch(?: (?:now|live|video))?|illustration|infographic|map|graphic|légende|crédits?(?: photo)?|photo d['’](?:illustration|archives?)|capture d['’]écran|archivbild|symbolbild|foto|bild|crédito|фото|видео)(?: via| from| by)?\\s?(?:[,:;|/©–—-]|\\bby\\b).*$",
            FLAGS);
    /** No match of {@link #CAPTION_TAIL} is longer. */
    private static final int LONGEST_TAIL = 160;

    private static final String AGENCY =
            "(?:getty(?: images)?|afp|ap(?: photo| images)?|a\\.p\\.|reuters|epa(?:-efe)?|xinhua|anadolu(?: agency)?|shutterstock|istock|alamy|dpa|tass|sputnik|ria novosti|bloomberg|pixabay|unsplash|wikimedia(?: commons)?|wikipedia|zuma|sipa|maxppp|hollandse hoogte|nurphoto|imago|picture alliance|keystone|ntb|tt|upi|efe|ansa|pa(?: wire| media)?|rex(?: features)?|file|handout|flickr|facebook|twitter|instagram|youtube|screengrab|courtesy)";
    private static final Pattern CAPTION_TAIL = Pattern.compile(
            "(?:[\\[(/|©]|\\bvia\\b|\\bphoto by\\b|\\bphoto\\b ?[:/-]|\\bcredit\\b ?[:/-]|\\bimage\\b ?[:/-]|\\bsource\\b ?[:/-]|\\bphotographer\\b ?[:/-]|©|\\bphotograph\\b ?[:/-])[^.!?]{0,60}\\b"
                    + AGENCY + "[^.!?]{0,30}[\\])]?\\s?$",
            FLAGS);

    private static final Pattern FOOTER = Pattern.compile(
            "©|\\(c\\)\\s?(?:19|20)\\d{2}|\\bcopyright\\b.{0,12}\\d{4}|all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados|все права защищены",
            FLAGS);
    private static final Pattern FOOTER_OUTLET = Pattern.compile(
            "(?:©|\\(c\\)|copyright)\\s*(?:©\\s*|\\(c\\)\\s*|copyright\\s*)?(?:(?:19|20)\\d{2}(?:\\s?[-–]\\s?(?:(?:19|20)\\d{2}|present))?,?\\s*)?(?:by\\s+)?(?<name>\\p{Lu}[^.|,;•·©]{1,50}?)\\s*(?:(?:19|20)\\d{2}(?:\\s?[-–]\\s?(?:19|20)\\d{2})?)?\\s*(?:[.|,;•·–—-]|\\ball rights|\\btous droits|$)",
            FLAGS);

    private static final Pattern CALL = Pattern.compile(
            "\\bshare (?:this|your|it)\\b.{0,40}(?:article|story|post|friends|thoughts|views|comments?|opinion)|\\bsign up (?:for|to|now|here|today)\\b|\\bsubscribe (?:to|now|here|today|for)\\b|what are your (?:thoughts|views|opinions)|\\blet us know (?:what|in|your)\\b|\\b(?:leave|drop) (?:us )?(?:a|your) comments?\\b|\\bin the comments?(?: section)?(?: below)?\\b|\\bfollow us on\\b|\\bwhat do you think\\b|\\bdo you think (?:this|that|it|the)\\b|\\bour (?:daily |weekly |free )?newsletter\\b|\\bjoin the conversation\\b|\\bget the conversation started\\b|\\bdon['’]t forget to\\b|\\bstay tuned\\b|\\bvotre avis\\b|\\bdites-nous\\b|\\babonnez-vous\\b",
            FLAGS);

    /** One of these stands in whatever {@link #CALL} finds: most sentences need not be looked at closer. */
    private static final List<String> WORDS_OF_CALL = List.of(
            "share ",
            "sign up",
            "subscribe",
            "what are your",
            "let us know",
            "comment",
            "follow us",
            "you think",
            "newsletter",
            "conversation",
            "forget to",
            "stay tuned",
            "votre avis",
            "dites-nous",
            "abonnez-vous");

    private static final Set<String> SECTIONS = Set.of(
            "news",
            "world",
            "africa",
            "politics",
            "business",
            "entertainment",
            "sport",
            "sports",
            "tech",
            "technology",
            "opinion",
            "opinions",
            "lifestyle",
            "culture",
            "health",
            "science",
            "home",
            "international",
            "national",
            "local",
            "economy",
            "security",
            "defence",
            "defense",
            "military",
            "analysis",
            "features",
            "feature",
            "editorial",
            "video",
            "videos",
            "photos",
            "europe",
            "asia",
            "americas",
            "middle east",
            "environment",
            "education",
            "society",
            "crime",
            "travel",
            "finance",
            "markets",
            "money",
            "style",
            "arts",
            "media",
            "religion",
            "weather",
            "headlines",
            "top news",
            "top stories",
            "world news",
            "us news",
            "africa news",
            "latest",
            "latest news",
            "general",
            "uncategorized",
            "press release",
            "press releases",
            "blog",
            "blogs",
            "breaking news",
            "current affairs",
            "geopolitics",
            "conflict",
            "actualités",
            "actualité",
            "monde",
            "afrique",
            "politique",
            "économie",
            "société",
            "sécurité",
            "à la une",
            "sports & leisure",
            "une",
            "diplomatie",
            "défense",
            "santé",
            "opinions & analyses",
            "labarai",
            "duniya",
            "siyasa",
            "новости",
            "мир",
            "политика",
            "экономика",
            "общество",
            "أخبار",
            "العالم",
            "سياسة",
            "habari",
            "siasa",
            "afrika");

    private Boilerplate() {}

    private static Pattern full(String pattern) {
        return Pattern.compile("^\\s*(?:" + pattern + ")\\s*$", FLAGS);
    }

    static Kind kindOf(String line) {
        int words = words(line);
        boolean shortish = words <= MOST_WORDS_OF_A_NOTE && line.length() <= LONGEST_NOTE;
        if (shortish && FOOTER.matcher(line).find()) {
            return CAPTION_LEAD.matcher(line).matches() ? Kind.CAPTION : Kind.FOOTER;
        }
        if (line.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return Kind.FURNITURE;
        }
        if (words <= MOST_WORDS_OF_A_LABEL && line.length() <= LONGEST_LABEL) {
            if (AUTHOR_LABEL.matcher(line).matches()) {
                return Kind.AUTHOR_LABEL;
            }
            if (COMMENTS.matcher(line).matches()) {
                return Kind.COMMENTS;
            }
            if (PROMPT_HEADING.matcher(line).matches()) {
                return Kind.PROMPT_HEADING;
            }
            if (SHARE.matcher(line).matches() || LABEL.matcher(line).matches()) {
                return Kind.FURNITURE;
            }
            if (RELATED.matcher(line).matches()) {
                return Kind.RELATED_HEADING;
            }
        }
        if (shortish) {
            if (INLINE_RELATED.matcher(line).matches() || NOTE.matcher(line).matches()) {
                return Kind.FURNITURE;
            }
            if (isCaption(line)) {
                return Kind.CAPTION;
            }
        }
        return Kind.BODY;
    }

    /** A picture's line: it begins as one, or ends with the credit of an agency. */
    private static boolean isCaption(String line) {
        Matcher tail = CAPTION_TAIL.matcher(line);
        tail.useTransparentBounds(true).region(Math.max(0, line.length() - LONGEST_TAIL), line.length());
        return CAPTION_LEAD.matcher(line).matches() || tail.find();
    }

    /** Whether a short line names a section of the site ({@code World}, {@code Politics | Africa}). */
    static boolean isSection(String line) {
        if (words(line) > 6) {
            return false;
        }
        String folded = line.toLowerCase(Locale.ROOT).strip();
        if (SECTIONS.contains(folded)) {
            return true;
        }
        String[] parts = folded.split("\\s*[|/>»•·,–-]+\\s*");
        for (String part : parts) {
            if (!SECTIONS.contains(part.strip())) {
                return false;
            }
        }
        return parts.length > 0;
    }

    /** Whether a sentence asks the reader to share, comment or subscribe. */
    static boolean isCall(String sentence) {
        String lower = sentence.toLowerCase(Locale.ROOT);
        return WORDS_OF_CALL.stream().anyMatch(lower::contains)
                && CALL.matcher(sentence).find();
    }

    /** The name in a copyright line. */
    static @Nullable String outletOf(String footer) {
        Matcher m = FOOTER_OUTLET.matcher(footer);
        if (!m.find()) {
            return null;
        }
        String name = m.group("name").strip();
        return name.toLowerCase(Locale.ROOT).matches("all rights reserved|copyright|the authors?|the contributors?.*")
                ? null
                : name;
    }

    static int words(String line) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < line.length(); i++) {
            boolean blank = Character.isWhitespace(line.charAt(i));
            if (!blank && !inside) {
                words++;
            }
            inside = !blank;
        }
        return words;
    }
}
