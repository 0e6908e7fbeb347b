import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One thing that must happen within a time. */
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

    /** Ends the wait early when this becomes true. */
    Step unless(BooleanSupplier condition) {
        hopeless = condition;
        return this;
    }

    /** Asks again and again until there is an answer. */
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
                lastTrouble = " (last trouble: " + e + ")";
                pause();
            }
        }
        String why = hopeless.getAsBoolean() ? ": Dogwatch has ended" : ": not within " + limit.toSeconds() + " s";
        throw new StepMissed(what + why + lastTrouble);
    }

    private void pause() throws StepMissed {
        try {
            Thread.sleep(PAUSE.multipliedBy(4));
        } catch (InterruptedException e) {
            throw new StepMissed(what + ": interrupted");
        }
    }

    /** May fail while the thing asked is not up yet. */
    interface Question<T> {
        Optional<T> ask() throws Exception;
    }
}
