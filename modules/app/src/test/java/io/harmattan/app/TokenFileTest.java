package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.dashboard.AccessControl.Grant;
import io.harmattan.dashboard.AccessControl.Scope;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aTokenIsGoodUntilItIsRevokedAndIsKeptAsAHash() throws Exception {
        TokenFile server = new TokenFile(folder, Clock.systemUTC());
        TokenFile command = new TokenFile(folder, Clock.systemUTC());
        assertThat(server.grant("anything")).isEmpty();

        String secret = command.create("scraper", Set.of(Scope.INGEST));
        String other = command.create("ui", Set.of(Scope.READ, Scope.SUBSCRIBE));
        assertThat(server.grant(secret)).contains(new Grant("scraper", Set.of(Scope.INGEST)));
        assertThat(server.grant(other)).contains(new Grant("ui", Set.of(Scope.READ, Scope.SUBSCRIBE)));
        assertThat(server.grant(secret + "x")).isEmpty();
        Path file = folder.resolve("tokens.json");
        assertThat(Files.readString(file)).doesNotContain(secret.substring(4)).contains("\"scraper\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        command.revoke("scraper");
        assertThat(server.grant(secret)).isEmpty();
        assertThat(server.grant(other)).isPresent();
    }

    @Test
    void aNameIsGivenOnce() {
        TokenFile file = new TokenFile(folder, Clock.systemUTC());
        file.create("a", Set.of(Scope.READ));
        assertThatThrownBy(() -> file.create("a", Set.of(Scope.READ))).hasMessageContaining("already");
        assertThatThrownBy(() -> file.revoke("b")).hasMessageContaining("no token 'b'");
    }

    @Test
    void theCommandsMakeListAndRevoke() {
        assertThat(run("token", "create", "scraper", "--scope", "ingest,read")).isZero();
        String secret = out.toString().strip();
        assertThat(secret).startsWith("hmt_").hasSize(47);
        assertThat(new TokenFile(folder, Clock.systemUTC()).grant(secret)).isPresent();

        assertThat(run("token", "list")).isZero();
        assertThat(out.toString()).contains("scraper", "ingest, read").doesNotContain(secret);
        assertThat(run("token", "revoke", "scraper")).isZero();
        assertThat(run("token", "revoke", "scraper")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no token 'scraper'");
        assertThat(run("token", "create", "bad name", "--scope", "read")).isEqualTo(2);
        assertThat(run("token", "create", "x", "--scope", "everything")).isEqualTo(2);
        assertThat(err.toString()).contains("everything");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = folder.toString();
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
