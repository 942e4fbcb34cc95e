package io.harmattan.analysis.quote;

/**
 * A pair of quotation marks.
 *
 * @param open where the opening mark stands
 * @param start the first code unit after it
 * @param end one past the last code unit before the closing mark
 * @param close one past the closing mark
 * @param depth 0 for a quote in no other quote
 */
record Marked(int open, int start, int end, int close, int depth) {}
