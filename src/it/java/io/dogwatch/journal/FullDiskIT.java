package io.dogwatch.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.model.Evidence;
import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of 2 MB, that is filled and emptied again. Needs root, for the mount. */
class FullDiskIT {

    @TempDir
    Path mountPoint;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", mountPoint.toString());
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", mountPoint.toString());
    }

    @Test
    void nothingIsHalfDoneOnAFullDiskAndAllWorksAgainWhenThereIsRoom() throws IOException {
        Path ballast = mountPoint.resolve("ballast");
        try (SqlJournal journal = SqlJournal.open(mountPoint.resolve("data"))) {
            journal.append(Stories.opening(new TargetId("local", "before"), 1));
            fill(ballast);

            int written = 0;
            StoreException refusal = null;
            // What is left of the last page takes a few more.
            while (refusal == null && written < 1000) {
                try {
                    journal.append(Stories.opening(new TargetId("local", "web" + written), 1));
                    written++;
                } catch (StoreException e) {
                    refusal = e;
                }
            }

            assertThat(refusal).hasMessageContaining("full");
            assertThatThrownBy(journal::verifyWritable).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> journal.saveEvidence(
                            "local.before.1",
                            "",
                            new Evidence(Stories.AT, List.of(new Evidence.Exhibit("log.txt", "x", true)))))
                    .isInstanceOf(StoreException.class);
            // Reading goes on, and sees no half of what was refused.
            assertThat(journal.ledgers()).hasSize(written + 1);
            assertThat(journal.facts(Optional.empty(), 10_000)).hasSize(4 * (written + 1));
            assertThat(journal.outbox(10_000)).hasSize(written + 1);
            assertThat(journal.evidence("local.before.1")).isEmpty();

            Files.delete(ballast);

            journal.verifyWritable();
            journal.append(Stories.opening(new TargetId("local", "after"), 1));
            assertThat(journal.ledgers()).hasSize(written + 2).containsKey(new TargetId("local", "after"));
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
