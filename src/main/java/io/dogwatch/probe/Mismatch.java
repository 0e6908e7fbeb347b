package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import java.io.IOException;

/** The peer sent an unexpected response. The message describes the failure of the target for display. */
final class Mismatch extends IOException {

    private static final long serialVersionUID = 1L;

    private final Cause cause;

    Mismatch(Cause cause, String detail) {
        super(detail);
        this.cause = cause;
    }

    static Mismatch answer(String detail) {
        return new Mismatch(Cause.UNEXPECTED_ANSWER, detail);
    }

    Cause cause() {
        return cause;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
