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
 * Answers what the web server refuses by itself, before anything of ours sees it: as problem+json below {@code /api}, else with
 * the server's own page. Thread-safe.
 */
final class ServerFaults {

    /** What Jetty takes for the path of a request whose path it cannot read. */
    private static final String UNREADABLE = "/badMessage";

    private final ObjectMapper mapper;

    ServerFaults(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Of what does not get as far as the application, such as a path that cannot be read. */
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

    /** Of what the servlets' container or Jersey refuse. */
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
        // Whatever else the request has, it is not read.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        byte[] problem = mapper.writeValueAsBytes(Problem.of(
                code, title, detail(code, title, Optional.ofNullable(message).orElse(""))));
        response.write(true, ByteBuffer.wrap(problem), callback);
    }

    private static String detail(int code, String title, String message) {
        if (code >= 500) {
            return "Internal error; see the log of Dogwatch.";
        }
        // Neither Jersey nor Jetty say more than that.
        return message.isEmpty() || message.equals(title)
                ? "The path or a header of the request, such as Content-Type or Accept, is malformed."
                : "The request is malformed: " + PlainText.line(message, 200) + ".";
    }
}
