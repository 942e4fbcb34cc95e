package io.harmattan.analysis.figure;

/**
 * A number as it is written, without what it counts.
 *
 * @param from first token
 * @param to one past the last token
 * @param value what the digits and words say, magnitude included
 * @param magnitude the factor that a word or suffix gave it, 1 without one
 * @param vague whether it is a word such as "dozens"; its value is then that of one dozen
 * @param fraction whether it is a part of something
 * @param words whether it begins in letters
 */
record Numeral(int from, int to, double value, double magnitude, boolean vague, boolean fraction, boolean words) {}
