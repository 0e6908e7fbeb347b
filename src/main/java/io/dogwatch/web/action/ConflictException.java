package io.dogwatch.web.action;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;

/** An action conflicts with the current state: 409. */
final class ConflictException extends ClientErrorException {

    private static final long serialVersionUID = 1;

    ConflictException(String why) {
        super(why, Response.Status.CONFLICT);
    }
}
