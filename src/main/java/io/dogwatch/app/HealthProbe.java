package io.dogwatch.app;

import java.net.HttpURLConnection;
import java.net.URI;

/** For the image's HEALTHCHECK, since a JRE image has no curl: asks one address, and exits 0 if it answers well. */
public final class HealthProbe {

    private static final int TIMEOUT_MILLIS = 3_000;

    private HealthProbe() {}

    /** @param args the address, such as {@code http://127.0.0.1:8080/alive} */
    public static void main(String[] args) throws Exception {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(args[0]).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            System.err.println(args[0] + " answers " + status);
            System.exit(1);
        }
    }
}
