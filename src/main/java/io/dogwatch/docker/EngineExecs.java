package io.dogwatch.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Runs commands inside containers, by plain requests: docker-java reads the output on a platform thread and
 * without a total deadline. Safe for use by many threads.
 */
final class EngineExecs {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** For the question whether a command has ended, asked after its own deadline. */
    private static final Duration AFTERMATH = Duration.ofSeconds(2);

    /** The engine closes the output some milliseconds before it knows the exit code. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final int QUESTIONS = 50;

    private final EngineRequests requests;

    EngineExecs(EngineRequests requests) {
        this.requests = requests;
    }

    /** See {@link Commands#createExec}. */
    String create(String id, List<String> command, String user, Duration deadline) {
        ObjectNode order = JSON.createObjectNode().put("AttachStdout", true).put("AttachStderr", true);
        command.forEach(order.putArray("Cmd")::add);
        if (!user.isEmpty()) {
            order.put("User", user);
        }
        String what = "exec in " + id;
        return requests.call(
                what,
                deadline,
                agreed -> requests.post(
                        what,
                        agreed.prefix() + "/containers/" + EngineRequests.reference(id) + "/exec",
                        order,
                        body -> JSON.readTree(body).path("Id").asText("")));
    }

    /** See {@link Commands#startExec}. */
    ExecResult start(String execId, int outputLimit, Duration deadline) {
        long began = System.nanoTime();
        ExecOutput output = new ExecOutput(outputLimit);
        String what = "start of exec " + execId;
        ObjectNode order = JSON.createObjectNode().put("Detach", false).put("Tty", false);
        try {
            requests.call(
                    what,
                    deadline,
                    agreed -> requests.post(what, path(agreed, execId, "/start"), order, body -> {
                        output.readAll(body);
                        return true;
                    }));
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.UNREACHABLE) {
                throw e;
            }
            // Too late or cut. Whether it still runs, only the engine can say.
        }
        return new ExecResult(exitCode(execId, began + deadline.toNanos()), output.text(), output.isCut());
    }

    private OptionalInt exitCode(String execId, long until) {
        for (int question = 0; ; question++) {
            JsonNode state = state(execId, AFTERMATH);
            if (!state.path("Running").asBoolean(false)) {
                return state.path("ExitCode").isInt()
                        ? OptionalInt.of(state.path("ExitCode").asInt())
                        : OptionalInt.empty();
            }
            if (question >= QUESTIONS || System.nanoTime() - until >= 0) {
                return OptionalInt.empty();
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return OptionalInt.empty();
            }
        }
    }

    /** See {@link Commands#isExecRunning}. */
    boolean isRunning(String execId, Duration deadline) {
        try {
            return state(execId, deadline).path("Running").asBoolean(false);
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private JsonNode state(String execId, Duration deadline) {
        String what = "inspect of exec " + execId;
        return requests.call(
                what, deadline, agreed -> requests.get(what, path(agreed, execId, "/json"), JSON::readTree));
    }

    private static String path(EngineSession agreed, String execId, String call) {
        return agreed.prefix() + "/exec/" + EngineRequests.reference(execId) + call;
    }
}
