package io.dogwatch.journal;

import static io.dogwatch.journal.Stories.WEB;
import static io.dogwatch.journal.Stories.opening;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {

    @TempDir
    Path folder;

    @Test
    void theFolderMayHaveAnyName() {
        Path odd = folder.resolve("a ?mode=ro&b%20#ä'");

        try (SqlJournal there = SqlJournal.open(odd)) {
            there.verifyWritable();
        }

        assertThat(odd.resolve("dogwatch.db")).isNotEmptyFile();
    }

    @Test
    void nobodyElseCanReadTheFiles() throws IOException {
        Path made = folder.resolve("made");

        try (SqlJournal there = SqlJournal.open(made)) {
            there.append(opening(WEB, 1));

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
            for (String name : List.of("dogwatch.db", "dogwatch.db-wal", "dogwatch.db-shm")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedByNameAndLeftAlone(@TempDir Path other) throws IOException {
        Path file = other.resolve("dogwatch.db");
        Files.writeString(file, "not a database, but somebody's diary".repeat(100));

        assertThatThrownBy(() -> SqlJournal.open(other))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
        assertThat(Files.readString(file)).startsWith("not a database");
    }

    @Test
    void aDatabaseThatWasDeletedIsNoticed() throws IOException {
        try (SqlJournal journal = SqlJournal.open(folder)) {
            journal.verifyWritable();

            Files.delete(folder.resolve("dogwatch.db"));

            assertThatThrownBy(journal::verifyWritable).isInstanceOf(StoreException.class);
        }
    }
}
