package io.dogwatch.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.Problem;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Renders errors of the web server itself: problem+json under {@code /api}, otherwise the page of the server.
 * Thread-safe.
 */
final class ServerFaults {

    /** Path that Jetty substitutes for a malformed path. */
    private static final String UNREADABLE = "/badMessage";

    private final ObjectMapper mapper;

    ServerFaults(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Returns the handler for requests that do not reach the application, such as malformed paths. */
    ErrorHandler ofServer() {
        return new ErrorHandler() {
            @Override
            public boolean errorPageForMethod(String method) {
                return true;
            }

            @Override
            protected void generateResponse(
                    Request request,
                    Response response,
                    int code,
                    @Nullable String message,
                    @Nullable Throwable cause,
                    Callback callback)
                    throws IOException {
                if (isApi(request)) {
                    log(response, code, message, callback);
                } else {
                    super.generateResponse(request, response, code, message, cause, callback);
                }
            }
        };
    }

    /** Returns the handler for errors of the servlet container and of Jersey. */
    org.eclipse.jetty.ee10.servlet.ErrorHandler ofApplication() {
        return new org.eclipse.jetty.ee10.servlet.ErrorHandler() {
            @Override
            public boolean errorPageForMethod(String method) {
                return true;
            }

            @Override
            protected void generateResponse(
                    Request request,
                    Response response,
                    int code,
                    @Nullable String message,
                    @Nullable Throwable cause,
                    Callback callback)
                    throws IOException {
                if (isApi(request)) {
                    log(response, code, message, callback);
                } else {
                    super.generateResponse(request, response, code, message, cause, callback);
                }
            }
        };
    }

    private static boolean isApi(Request request) {
        String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("");
        return path.startsWith("/api/") || path.equals(UNREADABLE);
    }

    private void log(Response response, int code, @Nullable String message, Callback callback) throws IOException {
        String title = Optional.ofNullable(Status.fromStatusCode(code))
                .map(Status::getReasonPhrase)
                .orElse("Error");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        // The rest of the request is not read.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        byte[] problem = mapper.writeValueAsBytes(Problem.of(
                code, title, detail(code, title, Optional.ofNullable(message).orElse(""))));
        response.write(true, ByteBuffer.wrap(problem), callback);
    }

    private static String detail(int code, String title, String message) {
        if (code >= 500) {
            return "Internal error; see the log of Dogwatch.";
        }
        // Neither Jersey nor Jetty provides more details.
        return message.isEmpty() || message.equals(title)
                ? "The path or a header of the request, such as Content-Type or Accept, is malformed."
                : "The request is malformed: " + PlainText.line(message, 200) + ".";
    }
}
