package io.dogwatch.containerstats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The root of a machine in a folder of a test. */
record FakeRoot(Path folder) {

    FakeRoot file(String path, String text) throws IOException {
        Path file = folder.resolve(path.substring(1));
        Path parent = Objects.requireNonNull(file.getParent());
        Files.createDirectories(parent);
        Files.writeString(file, text);
        return this;
    }

    Machine machine() {
        return new Machine(folder);
    }

    Cgroups cgroups(SettableClock clock) {
        return new Cgroups(machine(), CgroupMount.usual(machine()), clock);
    }
}
