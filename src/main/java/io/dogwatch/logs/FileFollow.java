package io.dogwatch.logs;

import io.dogwatch.docker.Engine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a log in its files. The calls here are made by the follow's own thread; lines come on the poller's. */
final class FileFollow {

    private static final Logger LOG = LoggerFactory.getLogger(FileFollow.class);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    /** How often a file that the engine speaks of may not be there, before the engine is asked for the log itself. */
    private static final int MAX_MISSES = 5;

    private final TargetId target;
    private final Engine engine;
    private final FileOpener files;
    private final FilePoller poller;
    private final FollowState course;
    private final InstantSource clock;

    /** Counted within one life, which is the number beside it. */
    private final AtomicInteger misses = new AtomicInteger();

    private int life;
    private volatile boolean wasMissing;

    FileFollow(
            TargetId target,
            Engine engine,
            FileOpener files,
            FilePoller poller,
            FollowState course,
            InstantSource clock) {
        this.target = target;
        this.engine = engine;
        this.files = files;
        this.poller = poller;
        this.course = course;
        this.clock = clock;
    }

    /** @return false if the engine is to be asked for the log instead */
    boolean open(Opening opening, Instant floor) {
        if (life != opening.life()) {
            life = opening.life();
            misses.set(0);
        }
        boolean byEngine = opening.prefersEngine() || misses.get() > MAX_MISSES;
        if (files.mounted().isEmpty() && byEngine) {
            return false;
        }
        Reader reader = new Reader(opening.number());
        try {
            Optional<FileOpener.Opened> file =
                    files.open(opening.container(), floor, course.mark(), wasMissing, reader);
            file.ifPresent(one -> opened(opening.number(), one));
            return file.isPresent();
        } catch (IOException e) {
            return isTriedAgain(e, opening.number());
        }
    }

    private void opened(int number, FileOpener.Opened file) {
        course.with(number, reading -> {
            if (file.atMark()) {
                reading.goesOnAtMark();
            }
            reading.mark(file.atMark() ? file.stream().mark() : Optional.empty(), clock.instant());
            reading.readFrom(file.stream().word());
        });
        course.opened(number, file.stream());
        poller.add(file.stream());
    }

    /** @return false if the engine is to be asked from now on, until the next life */
    private boolean isTriedAgain(IOException e, int number) {
        Instant later = clock.instant().plus(BETWEEN_TRIES);
        if (files.mounted().isPresent()) {
            wasMissing = true;
            String why = String.valueOf(e.getMessage());
            course.missing(number, e instanceof MountedFile.Unreachable ? why : "cannot read the file: " + why, later);
            return true;
        }
        // A file that is renamed is not there for an instant.
        if (e instanceof NoSuchFileException && misses.incrementAndGet() <= MAX_MISSES) {
            course.wait(number, later);
            return true;
        }
        misses.set(MAX_MISSES + 1);
        LOG.warn("log file read failed, using the engine target={} error=\"{}\"", target, e.toString());
        return false;
    }

    /** Asks the engine whose life it is; the file, once it is read to its end after that, proves the rest. */
    void prove(FileStream file, int number) {
        Instant asked = clock.instant();
        course.asking(asked, Instant.MAX);
        String version = file.version();
        Optional<ContainerSnapshot> seen = engine.inspect(course.container().id());
        Optional<Incarnation> lives = seen.flatMap(ContainerSnapshot::incarnation);
        boolean[] isAnother = {false};
        course.with(number, reading -> {
            isAnother[0] = lives.isPresent() && !lives.equals(reading.incarnation());
            if (isAnother[0]) {
                // A new life is for others to announce; its lines wait in the file.
                course.idle(number);
            } else {
                file.confirm(version, asked, seen.filter(FollowState::runs).isEmpty());
            }
        });
        if (isAnother[0]) {
            file.close();
        }
    }

    /** What a file that is read in turns has to say. */
    private final class Reader implements FileStream.Owner {
        private final int number;

        Reader(int number) {
            this.number = number;
        }

        @Override
        public boolean read(Consumer<LogDeduplicator> work) {
            return course.read(number, work);
        }

        @Override
        public void askWhoseLifeItIs() {
            course.proveAt(number, clock.instant());
        }

        @Override
        public void lifeIsRead(FileStream file) {
            course.idle(number);
            file.close();
        }

        @Override
        public void failed(IOException why) {
            if (!isTriedAgain(why, number)) {
                course.openAgain(number, clock.instant());
            }
        }
    }
}
