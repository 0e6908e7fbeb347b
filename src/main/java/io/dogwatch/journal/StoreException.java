package io.dogwatch.journal;

/** The store could not be read or written; nothing was half done. Worth retrying: the disk may have room again. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
