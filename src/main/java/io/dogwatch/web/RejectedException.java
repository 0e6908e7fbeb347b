package io.dogwatch.web;

import io.dogwatch.web.Problem.Fault;
import jakarta.ws.rs.BadRequestException;
import java.util.List;
import java.util.stream.Collectors;

/** The body of a request cannot be understood, for these reasons. */
final class RejectedException extends BadRequestException {

    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    RejectedException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    List<Fault> faults() {
        return faults;
    }
}
