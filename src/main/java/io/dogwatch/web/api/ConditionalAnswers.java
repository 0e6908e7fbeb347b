package io.dogwatch.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Adds an {@code ETag} to every API response to GET, and answers 304 if the client has it. Saves bandwidth, not
 * computation. Stateless.
 */
final class ConditionalAnswers implements ContainerResponseFilter {

    private static final Pattern TAG = Pattern.compile("\"([^\"]*)\"");

    private final ObjectMapper mapper;

    ConditionalAnswers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
        boolean isJson = answer.hasEntity() && MediaType.APPLICATION_JSON_TYPE.isCompatible(answer.getMediaType());
        boolean isApi = asked.getUriInfo().getPath().startsWith("api/");
        if (!isApi || !isJson || answer.getStatus() != 200 || !asked.getMethod().equals("GET")) {
            return;
        }
        byte[] json = written(answer.getEntity());
        EntityTag tag = new EntityTag(hash(json), true);
        answer.getHeaders().putSingle("ETag", tag);
        answer.getHeaders().putSingle("Cache-Control", "no-cache");
        if (isKnown(Optional.ofNullable(asked.getHeaderString("If-None-Match")).orElse(""), tag)) {
            answer.setStatus(Response.Status.NOT_MODIFIED.getStatusCode());
            answer.setEntity(null);
        } else {
            answer.setEntity(json);
        }
    }

    /** Compares weakly, as RFC 9110 requires for GET. Ignores malformed tags, on which Jersey would fail. */
    private static boolean isKnown(String header, EntityTag tag) {
        return header.strip().equals("*")
                || TAG.matcher(header).results().anyMatch(it -> it.group(1).equals(tag.getValue()));
    }

    private byte[] written(Object entity) {
        try {
            return mapper.writeValueAsBytes(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
