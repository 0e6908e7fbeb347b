package io.dogwatch.notify;

import java.net.URI;
import java.util.Optional;

/**
 * Who speaks.
 *
 * @param instanceId the journal's; keeps the ids of several instances apart
 * @param link where people reach Dogwatch's page; empty if they do not
 */
public record SenderIdentity(String instanceId, Optional<URI> link) {

    /** An id that no other instance gives; fit for a header. */
    String unique(String id) {
        return MailRenderer.headerSafe(id) + "." + MailRenderer.headerSafe(instanceId);
    }
}
