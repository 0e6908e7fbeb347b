package io.dogwatch.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartSwitchTest {

    @TempDir
    Path folder = Path.of(".");

    @Test
    void theTextOfTheFileIsTheComment() throws IOException {
        Files.writeString(folder.resolve("RESTARTS_DISABLED"), "the switch is being replaced\n- Ann\n");

        assertThat(new RestartSwitch(false, folder).standing().line())
                .isEqualTo("by the file RESTARTS_DISABLED: the switch is being replaced - Ann");
    }

    @Test
    void aSetSwitchIsReadBack() throws IOException {
        RestartSwitch stop = new RestartSwitch(false, folder);

        stop.set("ops", "", Instant.parse("2026-11-24T12:00:00Z"));

        assertThat(stop.standing().note()).hasValueSatisfying(note -> {
            assertThat(note.createdBy()).isEqualTo("ops");
            assertThat(note.comment()).isEmpty();
        });
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aDanglingLinkAndADirectoryCountAsTheSwitch() throws IOException {
        Files.createSymbolicLink(folder.resolve("RESTARTS_DISABLED"), folder.resolve("nowhere"));
        assertThat(new RestartSwitch(false, folder).isOn()).isTrue();
        Files.delete(folder.resolve("RESTARTS_DISABLED"));

        Files.createDirectory(folder.resolve("RESTARTS_DISABLED"));
        assertThat(new RestartSwitch(false, folder).isOn()).isTrue();
    }

    @Test
    void anUnreadableDirectoryDisablesRestarts() throws IOException {
        RestartSwitch withoutFolder = new RestartSwitch(false, folder.resolve("gone"));
        Files.createFile(folder.resolve("file"));
        RestartSwitch belowAFile = new RestartSwitch(false, folder.resolve("file"));

        assertThat(withoutFolder.isOn()).isTrue();
        assertThat(withoutFolder.standing().line()).contains("cannot be examined");
        assertThat(belowAFile.isOn()).isTrue();
    }

    @Test
    void clearingAnAbsentSwitchIsNoError() throws IOException {
        RestartSwitch stop = new RestartSwitch(false, folder);

        stop.lift();

        assertThat(stop.isOn()).isFalse();
    }
}
