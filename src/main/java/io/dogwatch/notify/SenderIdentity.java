package io.dogwatch.notify;

import java.net.URI;
import java.util.Optional;

/**
 * Identity of this Dogwatch in messages.
 *
 * @param instanceId from the journal; keeps the ids of several instances distinct
 * @param link the URL of the web page; empty without one
 */
public record SenderIdentity(String instanceId, Optional<URI> link) {

    /** Returns an id that is unique across instances and safe in a header. */
    String unique(String id) {
        return MailRenderer.headerSafe(id) + "." + MailRenderer.headerSafe(instanceId);
    }
}
