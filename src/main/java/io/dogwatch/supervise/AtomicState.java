package io.dogwatch.supervise;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A thread-safe reference to the latest immutable value, updated by compare-and-set. */
final class AtomicState<T> {

    /** Value before and after one change; equal if nothing changed. */
    record Step<T>(T before, T after) {
        boolean isUnchanged() {
            return before.equals(after);
        }
    }

    private final AtomicReference<T> value;

    AtomicState(T first) {
        value = new AtomicReference<>(first);
    }

    T get() {
        return Objects.requireNonNull(value.get());
    }

    /**
     * Applies a change atomically.
     *
     * @param change a pure function; may be called several times under contention
     */
    Step<T> change(UnaryOperator<T> change) {
        while (true) {
            T before = get();
            T after = change.apply(before);
            if (before.equals(after) || value.compareAndSet(before, after)) {
                return new Step<>(before, after);
            }
        }
    }
}
