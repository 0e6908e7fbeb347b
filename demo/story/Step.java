import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A condition that must be met within a time limit. */
final class Step {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final String what;
    private Duration limit = Duration.ofSeconds(45);
    private BooleanSupplier hopeless = () -> false;

    private Step(String what) {
        this.what = what;
    }

    static Step called(String what) {
        return new Step(what);
    }

    Step within(Duration time) {
        limit = time;
        return this;
    }

    /** Stops waiting when this condition becomes true. */
    Step unless(BooleanSupplier condition) {
        hopeless = condition;
        return this;
    }

    /** Repeats the question until it returns a result. */
    <T> T await(Question<T> question) throws StepMissed {
        long deadline = System.nanoTime() + limit.toNanos();
        String lastTrouble = "";
        while (System.nanoTime() < deadline && !hopeless.getAsBoolean()) {
            try {
                Optional<T> answer = question.ask();
                if (answer.isPresent()) {
                    return answer.get();
                }
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                throw new StepMissed(what + ": interrupted");
            } catch (Exception e) {
                lastTrouble = " (last error: " + e + ")";
                pause();
            }
        }
        String why = hopeless.getAsBoolean() ? ": Dogwatch has exited" : ": not within " + limit.toSeconds() + " s";
        throw new StepMissed(what + why + lastTrouble);
    }

    private void pause() throws StepMissed {
        try {
            Thread.sleep(PAUSE.multipliedBy(4));
        } catch (InterruptedException e) {
            throw new StepMissed(what + ": interrupted");
        }
    }

    /** May throw while the queried service is not up yet. */
    interface Question<T> {
        Optional<T> ask() throws Exception;
    }
}
