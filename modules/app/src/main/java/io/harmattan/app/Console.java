package io.harmattan.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** What a person reads: lines, steps and tables of at most {@value #WIDTH} columns; colours on a terminal alone. */
final class Console {
    static final int WIDTH = 100;

    private final PrintWriter out;
    private final Ansi ansi;

    Console(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /** A line as it is. Control characters, which article text may bring along, are shown as blanks. */
    synchronized void line(String text) {
        out.println(plain(text));
        out.flush();
    }

    /** A heading. */
    void heading(String text) {
        styled("bold", text);
    }

    /** A step that is done: what, a detail such as an address, and how long it took. */
    void done(String what, String detail, Duration took) {
        mark("fg(green)", "ok", what, detail + "  " + seconds(took));
    }

    /** A check that holds, or a step that took no time. */
    void done(String what, String detail) {
        mark("fg(green)", "ok", what, detail);
    }

    /** Something worth knowing on the way: waiting, restarting. */
    void note(String what, String detail) {
        mark("fg(yellow)", "..", what, detail);
    }

    /** A step that failed, or a check that does not hold. */
    void failed(String what, String detail) {
        mark("fg(red)", "!!", what, detail);
    }

    private synchronized void mark(String style, String sign, String what, String detail) {
        out.println(
                "  " + paint(style, sign) + "  " + String.format(Locale.ROOT, "%-21s ", plain(what)) + plain(detail));
        out.flush();
    }

    private synchronized void styled(String style, String text) {
        out.println(paint(style, plain(text)));
        out.flush();
    }

    private String paint(String style, String text) {
        // by parts, not by markup: the text may hold what picocli takes for markup
        return ansi.enabled()
                ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.off(Ansi.Style.parse(style))
                : text;
    }

    /** Rows under headings, in columns of these widths; what does not fit is cut. */
    synchronized void table(int[] widths, List<String> headings, List<List<String>> rows) {
        out.println(paint("bold", columns(widths, headings)));
        rows.forEach(row -> out.println(columns(widths, row)));
        out.flush();
    }

    /** A row of a table that grows. */
    synchronized void row(int[] widths, List<String> cells) {
        out.println(columns(widths, cells));
        out.flush();
    }

    private static String columns(int[] widths, List<String> cells) {
        Column[] columns = new Column[widths.length];
        String[] fitted = new String[widths.length];
        for (int i = 0; i < widths.length; i++) {
            columns[i] = new Column(widths[i], i == 0 ? 0 : 1, Overflow.TRUNCATE);
            fitted[i] = fit(cells.get(i), widths[i] - (i == 0 ? 0 : 1));
        }
        TextTable table = TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), columns);
        table.addRowValues(fitted);
        return table.toString().stripTrailing();
    }

    /** The text in at most that many columns, an ellipsis where it was cut. */
    static String fit(@Nullable String text, int width) {
        String plain = text == null ? "" : plain(text);
        int length = plain.codePointCount(0, plain.length());
        return length <= width
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, width - 1)).stripTrailing() + "…";
    }

    /** Text without control characters and without the marks that turn the reading direction. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+", " ");
    }

    /** A duration as people say it: 0.4 s, 12.3 s, 2 min 5 s. */
    static String seconds(Duration took) {
        return took.toMinutes() > 0
                ? took.toMinutes() + " min " + took.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
