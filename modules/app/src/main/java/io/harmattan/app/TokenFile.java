package io.harmattan.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.harmattan.dashboard.AccessControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of the API, in {@code tokens.json} of the data folder, readable by its owner alone. Of a token only its
 * SHA-256 is kept; a token has 256 random bits, so that a slow hash would add nothing. A change of the file is seen at
 * once: a revoked token is refused from the next request on.
 */
final class TokenFile implements AccessControl {
    static final String NAME = "tokens.json";

    private static final String PREFIX = "hmt_";
    private static final int BYTES = 32;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;
    private final Clock clock;
    private @Nullable Object stamp;
    private List<Token> loaded = List.of();

    TokenFile(Path data, Clock clock) {
        this.file = data.resolve(NAME);
        this.clock = clock;
    }

    /**
     * A token as it is kept.
     *
     * @param hash SHA-256 of the token, in hex
     * @param scopes labels of {@link AccessControl.Scope}
     * @param created ISO-8601
     */
    record Token(String name, String hash, List<String> scopes, String created) {
        Set<Scope> known() {
            Set<Scope> known = EnumSet.noneOf(Scope.class);
            for (Scope scope : Scope.values()) {
                if (scopes.contains(scope.label())) {
                    known.add(scope);
                }
            }
            return known;
        }
    }

    @Override
    public Optional<Grant> grant(String token) {
        byte[] hash = hash(token).getBytes(StandardCharsets.US_ASCII);
        return tokens().stream()
                .filter(known -> MessageDigest.isEqual(known.hash().getBytes(StandardCharsets.US_ASCII), hash))
                .findFirst()
                .map(known -> new Grant(known.name(), known.known()));
    }

    /** Every token, the oldest first. */
    synchronized List<Token> tokens() {
        try {
            Object now = List.of(Files.getLastModifiedTime(file), Files.size(file));
            if (!now.equals(stamp)) {
                loaded = List.copyOf(MAPPER.readValue(file.toFile(), new TypeReference<List<Token>>() {}));
                stamp = now;
            }
            return loaded;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JsonProcessingException e) {
            throw new UserException(file + " cannot be understood: " + e.getOriginalMessage()
                    + "; expected what `harmattan token` wrote. Move it away to start over.");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Makes a token; the text that is returned is nowhere else and cannot be had again. */
    String create(String name, Set<Scope> scopes) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        change(tokens -> {
            if (tokens.stream().anyMatch(token -> token.name().equals(name))) {
                throw new UserException(
                        "There is a token '" + name + "' already; expected a new name, or revoke the old one first.");
            }
            List<String> labels = scopes.stream().map(Scope::label).sorted().toList();
            Instant created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            tokens.add(new Token(name, hash(secret), labels, created.toString()));
        });
        return secret;
    }

    /** Makes a token worthless. */
    void revoke(String name) {
        change(tokens -> {
            if (!tokens.removeIf(token -> token.name().equals(name))) {
                throw new UserException(
                        "There is no token '" + name + "'; `harmattan token list` shows those there are.");
            }
        });
    }

    private interface Change {
        void of(List<Token> tokens);
    }

    /** One process at a time; the new file takes the place of the old one in one step. */
    private synchronized void change(Change change) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel lock = FileChannel.open(
                    file.resolveSibling(NAME + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                var unused = lock.lock();
                stamp = null;
                List<Token> tokens = new ArrayList<>(tokens());
                change.of(tokens);
                Path fresh = file.resolveSibling(NAME + ".new");
                Files.deleteIfExists(fresh);
                Files.createFile(fresh, ownerOnly());
                Files.write(fresh, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tokens));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                stamp = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
