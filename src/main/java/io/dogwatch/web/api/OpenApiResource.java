package io.dogwatch.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Serves the OpenAPI document, which is generated from the code. Stateless. */
@Path("/api/v1/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
public final class OpenApiResource {

    private static final String SHIPPED = "/io/dogwatch/web/openapi.json";

    private final JsonNode document;

    OpenApiResource(ObjectMapper mapper) {
        try (InputStream shipped = OpenApiResource.class.getResourceAsStream(SHIPPED)) {
            document = mapper.readTree(Objects.requireNonNull(shipped, "openapi.json is not in the jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns this document as OpenAPI 3.1. */
    @GET
    public JsonNode openapi() {
        return document;
    }
}
