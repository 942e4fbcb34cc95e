/**
 * From {@code delivery-due} to the people who asked: webhooks, mail and chat, a receipt for each attempt, and what has to be
 * tried again on {@code delivery-waiting}. At least once on the wire, with one id, so that a receiver can drop repeats.
 */
@NullMarked
package io.harmattan.deliver;

import org.jspecify.annotations.NullMarked;
