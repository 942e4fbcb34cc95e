package io.harmattan.analysis.figure;

import java.util.Map;
import java.util.Set;

/** Signs and codes of money, by ISO 4217; a bare dollar is the American one. */
final class Currencies {
    static final Map<String, String> SIGNS =
            Map.of("$", "USD", "€", "EUR", "£", "GBP", "¥", "JPY", "₦", "NGN", "₽", "RUB", "₹", "INR", "₵", "GHS");
    /** What stands before a dollar sign. */
    static final Map<String, String> DOLLARS = Map.of(
            "us", "USD", "u.s.", "USD", "c", "CAD", "ca", "CAD", "a", "AUD", "au", "AUD", "hk", "HKD", "nz", "NZD");

    static final Set<String> CODES =
            Set.of("usd", "eur", "gbp", "xof", "xaf", "ngn", "rub", "cny", "jpy", "chf", "ghs", "mad", "dzd", "zar");

    private Currencies() {}
}
