package io.dogwatch.journal;

import io.dogwatch.model.TargetId;
import java.nio.file.Path;

/** The child of {@link JournalCrashTest}: writes verdicts, and says the number of each once it is acknowledged. */
final class AppendForever {

    private AppendForever() {}

    public static void main(String[] arguments) {
        int first = Integer.parseInt(arguments[1]);
        try (SqlJournal journal = SqlJournal.open(Path.of(arguments[0]))) {
            for (int i = first; ; i++) {
                journal.append(Stories.opening(new TargetId("local", "web" + i), i));
                journal.remember("place", "" + i);
                System.out.println(i);
                System.out.flush();
            }
        }
    }
}
