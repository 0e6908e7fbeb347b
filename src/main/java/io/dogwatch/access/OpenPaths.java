package io.dogwatch.access;

import java.util.List;

/** The only paths of the application that are answered without a login; everything else is refused. */
public final class OpenPaths {

    /** Exactly these. */
    public static final List<String> PATHS = List.of("/login", "/login/oidc", "/login/oidc/back", "/status");

    /** And everything below these: the pages' own files, and the signed links of mails. */
    public static final List<String> FOLDERS = List.of("/assets/", "/link/");

    private OpenPaths() {}

    /** @param path as the servlet container understands it, decoded and without dots or parameters */
    public static boolean contain(String path) {
        return PATHS.contains(path) || FOLDERS.stream().anyMatch(path::startsWith);
    }
}
