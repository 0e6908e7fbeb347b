package io.dogwatch.web.request;

import io.dogwatch.web.request.Problem.Fault;
import jakarta.ws.rs.BadRequestException;
import java.util.List;
import java.util.stream.Collectors;

/** The body or the query of a request is invalid. */
public final class RejectedException extends BadRequestException {

    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /** @param faults all faults */
    public RejectedException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
