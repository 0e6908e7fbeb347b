package io.dogwatch.supervise;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** An immutable value of which there is always a newest one. Safe for use by many threads, without a lock. */
final class AtomicState<T> {

    /** What one change has made of the value. The same before and after if it changed nothing. */
    record Step<T>(T before, T after) {
        boolean changedNothing() {
            return before.equals(after);
        }
    }

    private final AtomicReference<T> value;

    AtomicState(T first) {
        value = new AtomicReference<>(first);
    }

    T newest() {
        return Objects.requireNonNull(value.get());
    }

    /** @param change pure, since it is made again if another one comes in between */
    Step<T> change(UnaryOperator<T> change) {
        while (true) {
            T before = newest();
            T after = change.apply(before);
            if (before.equals(after) || value.compareAndSet(before, after)) {
                return new Step<>(before, after);
            }
        }
    }
}
