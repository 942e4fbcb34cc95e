package io.harmattan.analysis.profile;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.harmattan.analysis.profile.Alias.CaseRule;
import io.harmattan.analysis.profile.ProfileException.Fault;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.GeoPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the files of a watch profile; notes each fault and goes on, so that an editor sees all of them at once. */
final class ProfileReader {
    private static final String DESKS = "desks.csv";
    private static final String ENTITIES = "entities.csv";
    private static final String ALIASES = "aliases.csv";
    private static final String ROLES = "roles.csv";
    private static final String PHRASES = "phrases.csv";
    private static final String TARGETS = "targets.csv";
    private static final String TARGET_WORDS = "target-words.csv";
    private static final String BACKGROUND = "background.csv";
    private static final List<String> DESK_COLUMNS = List.of("id", "name", "countries", "closely", "gap");
    private static final List<String> ENTITY_COLUMNS =
            List.of("id", "type", "kind", "name", "country", "lat", "lon", "geonames", "wikidata", "notes");
    private static final List<String> ALIAS_COLUMNS =
            List.of("entity", "alias", "language", "case", "not_after", "not_before", "needs", "maybe", "notes");
    private static final List<String> ROLE_COLUMNS = List.of("entity", "role", "country", "from", "to", "notes");
    private static final List<String> PHRASE_COLUMNS = List.of("phrase", "language", "role", "notes");
    private static final List<String> TARGET_COLUMNS = List.of("id", "name", "country", "entities", "notes");
    private static final List<String> TARGET_WORD_COLUMNS = List.of("target", "kind", "words", "language", "notes");
    private static final List<String> BACKGROUND_COLUMNS = List.of("term", "passages");
    /** Stands for all passages in the table of terms. */
    private static final String ALL = "*";

    private static final Set<String> ADDED = Set.of("closely", "gap", "maybe");
    private static final Set<String> RESERVED = Set.of("country", "region", "geonames", "name");

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}|\\*");
    private static final Set<String> KNOWN_COUNTRIES = Set.of(Locale.getISOCountries());

    private final Map<String, String> files;
    private final List<Fault> faults;
    private final Map<String, Entity> byGeonames = new HashMap<>();

    ProfileReader(Map<String, String> files, List<Fault> faults) {
        this.files = files;
        this.faults = faults;
    }

    WatchProfile read() {
        List<Desk> desks = desks();
        Map<String, Entity> entities = entities();
        List<Alias> aliases = aliases(entities);
        List<Role> roles = roles(entities);
        List<Phrase> phrases = phrases(roles);
        List<Target> targets = targets(entities);
        return new WatchProfile(
                desks.isEmpty() ? "" : desks.get(0).id(),
                desks,
                entities,
                aliases,
                roles,
                phrases,
                targets,
                byGeonames,
                background());
    }

    private List<Desk> desks() {
        Map<String, Desk> desks = new LinkedHashMap<>();
        for (Row row : rows(DESKS, DESK_COLUMNS)) {
            String id = row.id("id");
            Set<String> countries = row.several("countries");
            countries.forEach(row::checkCountry);
            Set<String> closely = row.several("closely");
            closely.forEach(row::checkCountry);
            if (desks.putIfAbsent(id, new Desk(id, row.required("name"), countries, closely, row.hours("gap")))
                    != null) {
                row.fault("desk '" + id + "' is there twice; expected each id once");
            }
        }
        if (desks.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault(DESKS, 0, "there is no desk; expected one or more"));
        }
        return List.copyOf(desks.values());
    }

    private Map<String, Entity> entities() {
        Map<String, Entity> entities = new LinkedHashMap<>();
        Map<String, Long> lines = new HashMap<>();
        Map<String, Long> names = new HashMap<>();
        for (Row row : rows(ENTITIES, ENTITY_COLUMNS)) {
            String id = row.id("id");
            Long before = lines.putIfAbsent(id, row.line());
            if (before != null) {
                row.fault("entity '" + id + "' is there already, in line " + before + "; expected each id once");
                continue;
            }
            EntityType type = row.type();
            String name = row.required("name");
            Long namedBefore = name.isEmpty() ? null : names.putIfAbsent(name, row.line());
            if (namedBefore != null) {
                row.fault("name '" + name + "' is there already, in line " + namedBefore + "; expected each name once");
            }
            String country = row.optional("country");
            if (country != null) {
                row.checkCountry(country);
            }
            GeoPoint location = row.location();
            row.matches("geonames", "[0-9]+", "a number");
            row.matches("wikidata", "Q[0-9]+", "Q and a number");
            if (RESERVED.contains(id.split("-")[0]) && id.indexOf('-') > 0) {
                row.fault("'id' is '" + id + "'; expected one that does not begin with country-, region-, geonames- or"
                        + " name-, which are given to what no profile lists");
            }
            if (type != null && !id.isEmpty() && !name.isEmpty()) {
                Entity entity = new Entity(id, name, type, row.optional("kind"), country, location);
                entities.put(id, entity);
                String geonames = row.optional("geonames");
                if (geonames != null && byGeonames.putIfAbsent("geonames-" + geonames, entity) != null) {
                    row.fault("'geonames' is '" + geonames + "', as in another line; expected each once");
                }
            }
        }
        if (entities.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault(ENTITIES, 0, "there is no entity; expected one or more"));
        }
        return entities;
    }

    private List<Alias> aliases(Map<String, Entity> entities) {
        Map<String, Alias> byEntityAndText = new LinkedHashMap<>();
        Map<String, Alias> byText = new HashMap<>();
        Map<String, String> idByName = new HashMap<>();
        entities.values().forEach(entity -> idByName.put(entity.name(), entity.id()));
        for (Row row : rows(ALIASES, ALIAS_COLUMNS)) {
            String entity = row.required("entity");
            String text = row.required("alias");
            if (!entity.isEmpty() && !entities.containsKey(entity)) {
                row.fault("entity '" + entity + "' is not in " + ENTITIES + "; expected the id of one that is");
            }
            if (!text.isEmpty()
                    && text.codePoints().filter(Character::isLetterOrDigit).count() < 2) {
                row.fault("alias '" + text
                        + "' is shorter than two letters; expected one that tells it from other words");
            }
            Alias alias = new Alias(
                    entity,
                    text,
                    row.language(),
                    row.caseRule(),
                    row.several("not_after"),
                    row.several("not_before"),
                    row.several("needs"),
                    row.types("maybe"));
            if (byEntityAndText.putIfAbsent(entity + "\n" + text, alias) != null) {
                row.fault("alias '" + text + "' of '" + entity + "' is there twice; expected each once");
            }
            String named = idByName.get(text);
            if (named != null && !named.equals(entity) && alias.needs().isEmpty()) {
                row.fault("alias '" + text + "' is the name of '" + named
                        + "'; expected 'needs' to say when it stands for '" + entity + "'");
            }
            Alias other = byText.putIfAbsent(text, alias);
            if (other != null
                    && !other.entityId().equals(entity)
                    && (other.needs().isEmpty() || alias.needs().isEmpty())) {
                row.fault("alias '" + text + "' also stands for '" + other.entityId()
                        + "'; expected both to name in 'needs' what tells them apart");
            }
        }
        for (Entity entity : entities.values()) {
            Alias name = new Alias(
                    entity.id(), entity.name(), "*", CaseRule.AS_WRITTEN, Set.of(), Set.of(), Set.of(), Set.of());
            byEntityAndText.putIfAbsent(entity.id() + "\n" + entity.name(), name);
        }
        return List.copyOf(byEntityAndText.values());
    }

    private List<Role> roles(Map<String, Entity> entities) {
        List<Role> roles = new ArrayList<>();
        if (!files.containsKey(ROLES)) {
            return roles;
        }
        for (Row row : rows(ROLES, ROLE_COLUMNS)) {
            String entity = row.required("entity");
            if (!entity.isEmpty() && !entities.containsKey(entity)) {
                row.fault("entity '" + entity + "' is not in " + ENTITIES + "; expected the id of one that is");
            }
            String country = row.required("country");
            row.checkCountry(country);
            LocalDate from = row.date("from");
            LocalDate to = row.date("to");
            if (from != null && to != null && to.isBefore(from)) {
                row.fault("'to' is " + to + ", before 'from', " + from + "; expected a later day");
            }
            roles.add(new Role(entity, row.id("role"), country, from, to));
        }
        return roles;
    }

    private List<Phrase> phrases(List<Role> roles) {
        Map<String, Phrase> phrases = new LinkedHashMap<>();
        if (!files.containsKey(PHRASES)) {
            return List.of();
        }
        Set<String> known = new LinkedHashSet<>();
        roles.forEach(role -> known.add(role.role()));
        for (Row row : rows(PHRASES, PHRASE_COLUMNS)) {
            String text = row.required("phrase");
            String role = row.id("role");
            if (!role.isEmpty() && !known.contains(role)) {
                row.fault("role '" + role + "' is held by nobody in " + ROLES + "; expected one of " + known);
            }
            if (phrases.putIfAbsent(text, new Phrase(text, row.language(), role)) != null) {
                row.fault("phrase '" + text + "' is there twice; expected each once");
            }
        }
        return List.copyOf(phrases.values());
    }

    private List<Target> targets(Map<String, Entity> entities) {
        Map<String, Target> targets = new LinkedHashMap<>();
        if (!files.containsKey(TARGETS)) {
            if (files.containsKey(TARGET_WORDS)) {
                faults.add(new Fault(TARGET_WORDS, 0, "is there without " + TARGETS + "; expected both or neither"));
            }
            return List.of();
        }
        for (Row row : rows(TARGETS, TARGET_COLUMNS)) {
            String id = row.id("id");
            String country = row.optional("country");
            if (country != null) {
                row.checkCountry(country);
            }
            Set<String> named = row.several("entities");
            for (String entity : named) {
                if (!entities.containsKey(entity)) {
                    row.fault("entity '" + entity + "' is not in " + ENTITIES + "; expected the ids of some that are");
                }
            }
            if (targets.putIfAbsent(id, new Target(id, row.required("name"), country, named, List.of())) != null) {
                row.fault("target '" + id + "' is there twice; expected each id once");
            }
        }
        Map<String, List<Target.Word>> words = targetWords(targets.keySet());
        return targets.values().stream()
                .map(t ->
                        new Target(t.id(), t.name(), t.country(), t.entities(), words.getOrDefault(t.id(), List.of())))
                .toList();
    }

    /** The words of each target; a line without one is for all. */
    private Map<String, List<Target.Word>> targetWords(Set<String> targets) {
        Map<String, List<Target.Word>> words = new LinkedHashMap<>();
        for (Row row : rows(TARGET_WORDS, TARGET_WORD_COLUMNS)) {
            String target = row.optional("target");
            if (target != null && !targets.contains(target)) {
                row.fault("target '" + target + "' is not in " + TARGETS + "; expected one of " + targets
                        + " or nothing");
            }
            Target.Kind kind = row.wordKind();
            String language = row.language();
            Set<String> texts = row.several("words");
            if (texts.isEmpty()) {
                row.fault("'words' is empty; expected words parted by |");
            }
            for (String text : texts) {
                for (String one : target == null ? targets : Set.of(target)) {
                    if (kind != null) {
                        words.computeIfAbsent(one, k -> new ArrayList<>()).add(new Target.Word(kind, text, language));
                    }
                }
            }
        }
        return words;
    }

    private Background background() {
        if (!files.containsKey(BACKGROUND)) {
            return Background.NOTHING;
        }
        Map<String, Integer> frequencies = new HashMap<>();
        for (Row row : rows(BACKGROUND, BACKGROUND_COLUMNS)) {
            String term = row.required("term");
            if (frequencies.putIfAbsent(term, row.count("passages")) != null) {
                row.fault("term '" + term + "' is there twice; expected each once");
            }
        }
        Integer passages = frequencies.remove(ALL);
        int most = frequencies.values().stream().mapToInt(n -> n).max().orElse(0);
        if (passages == null || passages < most) {
            faults.add(new Fault(
                    BACKGROUND,
                    0,
                    passages == null
                            ? "has no line of the term '" + ALL + "'; expected the number of all passages there"
                            : "counts " + passages + " passages and a term in " + most
                                    + "; expected no more than all"));
            return Background.NOTHING;
        }
        return new Background(passages, frequencies);
    }

    /** The lines of a table; a column that profiles of before lack may be missing. */
    private List<Row> rows(String file, List<String> columns) {
        List<String> named = columns;
        String content = files.get(file);
        if (content == null) {
            faults.add(
                    new Fault(file, 0, "is missing; expected a table with the columns " + String.join(",", columns)));
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        long line = 1;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(content.startsWith("\uFEFF") ? content.substring(1) : content)) {
            boolean header = true;
            for (CsvRecord record : reader) {
                line = record.getStartingLineNumber();
                if (header) {
                    header = false;
                    named = record.getFields();
                    Set<String> there = new HashSet<>(named);
                    List<String> expected = columns.stream()
                            .filter(column -> there.contains(column) || !ADDED.contains(column))
                            .toList();
                    if (!named.equals(expected)) {
                        faults.add(new Fault(
                                file,
                                line,
                                "the header is '" + String.join(",", record.getFields()) + "'; expected '"
                                        + String.join(",", columns) + "'"));
                        return List.of();
                    }
                } else if (record.getFieldCount() != named.size()) {
                    faults.add(new Fault(
                            file,
                            line,
                            "has " + record.getFieldCount() + " fields; expected " + named.size() + ": "
                                    + String.join(",", named)));
                } else {
                    rows.add(new Row(file, named, record));
                }
            }
        } catch (CsvParseException e) {
            faults.add(new Fault(file, line, "after this line: " + e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        return rows;
    }

    /** One line of a table. */
    private final class Row {
        private final String file;
        private final List<String> columns;
        private final CsvRecord record;

        Row(String file, List<String> columns, CsvRecord record) {
            this.file = file;
            this.columns = columns;
            this.record = record;
        }

        long line() {
            return record.getStartingLineNumber();
        }

        void fault(String message) {
            faults.add(new Fault(file, line(), message));
        }

        private String field(String column) {
            int at = columns.indexOf(column);
            return at < 0 ? "" : record.getField(at).strip();
        }

        @Nullable
        String optional(String column) {
            String value = field(column);
            return value.isEmpty() ? null : value;
        }

        String required(String column) {
            String value = field(column);
            if (value.isEmpty()) {
                fault("'" + column + "' is empty; expected a value");
            }
            return value;
        }

        Set<String> several(String column) {
            Set<String> values = new LinkedHashSet<>();
            Arrays.stream(field(column).split("\\|"))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .forEach(values::add);
            return values;
        }

        String id(String column) {
            String value = required(column);
            if (!value.isEmpty() && !ID.matcher(value).matches()) {
                fault("'" + column + "' is '" + value + "'; expected small letters, digits and single hyphens");
            }
            return value;
        }

        void matches(String column, String pattern, String expected) {
            String value = optional(column);
            if (value != null && !value.matches(pattern)) {
                fault("'" + column + "' is '" + value + "'; expected " + expected);
            }
        }

        @Nullable
        Duration hours(String column) {
            String value = optional(column);
            if (value == null || value.matches("[1-9][0-9]{0,4}")) {
                return value == null ? null : Duration.ofHours(Long.parseLong(value));
            }
            fault("'" + column + "' is '" + value + "'; expected hours, a whole number from 1 to 99999");
            return null;
        }

        /** A whole number, 1 or more; 1 with a fault where there is none. */
        int count(String column) {
            String value = required(column);
            if (value.matches("[1-9][0-9]{0,8}")) {
                return Integer.parseInt(value);
            }
            if (!value.isEmpty()) {
                fault("'" + column + "' is '" + value + "'; expected a whole number from 1 to 999999999");
            }
            return 1;
        }

        void checkCountry(String country) {
            if (!COUNTRY.matcher(country).matches() || !KNOWN_COUNTRIES.contains(country)) {
                fault("country '" + country + "' is unknown; expected an ISO 3166-1 code of two capitals");
            }
        }

        @Nullable
        EntityType type() {
            String value = required("type");
            try {
                return value.isEmpty() ? null : EntityType.of(value);
            } catch (IllegalArgumentException e) {
                fault("'type' is '" + value + "'; expected person, organisation or place");
                return null;
            }
        }

        Target.@Nullable Kind wordKind() {
            String value = required("kind");
            for (Target.Kind kind : Target.Kind.values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return kind;
                }
            }
            if (!value.isEmpty()) {
                fault("'kind' is '" + value + "'; expected owner, power, name, noun or reference");
            }
            return null;
        }

        @Nullable
        GeoPoint location() {
            Double lat = number("lat");
            Double lon = number("lon");
            if (lat == null && lon == null) {
                return null;
            }
            if (lat == null || lon == null) {
                fault("has one of 'lat' and 'lon'; expected both or neither");
                return null;
            }
            try {
                return new GeoPoint(lat, lon);
            } catch (IllegalArgumentException e) {
                fault(String.valueOf(e.getMessage()));
                return null;
            }
        }

        private @Nullable Double number(String column) {
            String value = optional(column);
            if (value == null) {
                return null;
            }
            try {
                return Double.valueOf(value);
            } catch (NumberFormatException e) {
                fault("'" + column + "' is '" + value + "'; expected degrees such as 13.48");
                return null;
            }
        }

        Set<EntityType> types(String column) {
            Set<EntityType> types = new LinkedHashSet<>();
            for (String value : several(column)) {
                try {
                    types.add(EntityType.of(value));
                } catch (IllegalArgumentException e) {
                    fault("'" + column + "' is '" + value + "'; expected person, organisation or place");
                }
            }
            return types;
        }

        @Nullable
        LocalDate date(String column) {
            String value = optional(column);
            if (value == null) {
                return null;
            }
            try {
                return LocalDate.parse(value);
            } catch (DateTimeParseException e) {
                fault("'" + column + "' is '" + value + "'; expected a day such as 2023-07-26");
                return null;
            }
        }

        String language() {
            String value = optional("language");
            if (value == null) {
                return "*";
            }
            if (!LANGUAGE.matcher(value).matches()) {
                fault("'language' is '" + value + "'; expected an ISO 639-1 code, * or nothing");
            }
            return value;
        }

        CaseRule caseRule() {
            String value = field("case");
            switch (value) {
                case "":
                    return CaseRule.AS_WRITTEN;
                case "exact":
                    return CaseRule.EXACT;
                case "any":
                    return CaseRule.ANY;
                default:
                    fault("'case' is '" + value + "'; expected exact, any or nothing");
                    return CaseRule.AS_WRITTEN;
            }
        }
    }
}
