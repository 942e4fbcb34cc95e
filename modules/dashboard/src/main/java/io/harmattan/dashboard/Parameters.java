package io.harmattan.dashboard;

import io.harmattan.domain.NewsSearch;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, or the fault that says which value is wrong and what was expected. */
final class Parameters {
    /** As long as a query by hand ever gets; what is longer was not meant as one. */
    static final int LONGEST_QUERY = 2_000;

    private static final Pattern ENTITY_ID = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-]{1,256}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Context request;

    /**
     * @param known the names of query parameters that this address has
     */
    Parameters(Context request, String... known) {
        this.request = request;
        new TreeMap<>(request.queryParamMap()).forEach((name, values) -> {
            if (!List.of(known).contains(name)) {
                throw new ApiFault(
                        400,
                        "there is no parameter '" + shown(name) + "' here; expected "
                                + (known.length == 0 ? "none" : String.join(", ", known)));
            }
            if (values.size() > 1) {
                throw new ApiFault(400, "parameter " + name + " is given " + values.size() + " times; expected once");
            }
        });
    }

    /** The query, if there is one. */
    @Nullable
    String anyQuery() {
        return request.queryParam("q") == null ? null : query();
    }

    /** The value of a parameter, if it is given. */
    @Nullable
    String text(String name) {
        return request.queryParam(name);
    }

    /** Whether a parameter says true. */
    boolean flag(String name) {
        return flag(name, false);
    }

    /** Whether a parameter says true, or what holds where it is not given. */
    boolean flag(String name, boolean otherwise) {
        String value = request.queryParam(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.equals("true") && !value.equals("false")) {
            throw new ApiFault(400, "parameter " + name + " is '" + shown(value) + "'; expected true or false");
        }
        return value.equals("true");
    }

    /** One of the constants, written in lower case. */
    <E extends Enum<E>> E one(String name, Class<E> of, E otherwise) {
        String value = request.queryParam(name);
        return value == null ? otherwise : constant(name, value, of);
    }

    /** The constant of that name, or the fault that names them all. */
    static <E extends Enum<E>> E constant(String name, String value, Class<E> of) {
        for (E constant : of.getEnumConstants()) {
            if (lower(constant).equals(value)) {
                return constant;
            }
        }
        throw new ApiFault(
                400,
                "parameter " + name + " is '" + shown(value) + "'; expected "
                        + Arrays.stream(of.getEnumConstants())
                                .map(Parameters::lower)
                                .collect(Collectors.joining(", ")));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    String query() {
        String query = request.queryParam("q");
        if (query == null || query.isBlank()) {
            throw new ApiFault(400, "parameter q is " + (query == null ? "missing" : "blank") + "; expected words");
        }
        if (query.length() > LONGEST_QUERY) {
            throw new ApiFault(
                    400, "parameter q has " + query.length() + " characters; expected at most " + LONGEST_QUERY);
        }
        return query;
    }

    int limit(int otherwise) {
        return number("limit", 1, NewsSearch.MOST, otherwise);
    }

    /** A whole number within bounds. */
    int number(String name, int least, int most, int otherwise) {
        String value = request.queryParam(name);
        if (value == null) {
            return otherwise;
        }
        int number = number(value);
        if (number < least || number > most) {
            throw new ApiFault(
                    400,
                    "parameter " + name + " is '" + shown(value) + "'; expected a whole number from " + least + " to "
                            + most);
        }
        return number;
    }

    String id() {
        String id = request.pathParam("id");
        if (!ID.matcher(id).matches()) {
            throw new ApiFault(
                    400, "id is '" + shown(id) + "'; expected up to 64 letters, digits, hyphens and underscores");
        }
        return id;
    }

    /** The id of an entity, which may be a name in any letters. */
    String entityId() {
        String id = request.pathParam("id");
        if (!ENTITY_ID.matcher(id).matches()) {
            throw new ApiFault(
                    400, "id is '" + shown(id) + "'; expected up to 256 letters and digits of any script, and hyphens");
        }
        return id;
    }

    private static int number(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Enough of a value to know it by, without control characters. */
    static String shown(String value) {
        String clean = value.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
    }
}
