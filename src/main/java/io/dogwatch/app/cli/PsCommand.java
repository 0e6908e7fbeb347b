package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dogwatch.web.view.TargetReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Lists the containers as {@code docker ps} does, worst first, with phase and failure. */
final class PsCommand extends ListingCommand {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final String CLEARED = "\u001B[H\u001B[2J";

    private final InstantSource clock;
    private final Predicate<Duration> pause;

    /** @param pause waits for the duration and returns whether to continue */
    PsCommand(Terminal terminal, InstantSource clock, Predicate<Duration> pause) {
        super("ps", "Lists the containers, worst first, with phase and failure", terminal);
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    void understandMore(Subparser subparser) {
        subparser
                .addArgument("text")
                .metavar("TEXT")
                .nargs("?")
                .help("only containers with this text in name, image, phase or host");
        subparser
                .addArgument("--failing")
                .action(Arguments.storeTrue())
                .help("only failing containers; the exit code is " + CommandFailure.FAILING + " if there are any");
        subparser
                .addArgument("--watch")
                .action(Arguments.storeTrue())
                .help("refresh every " + EVERY.toSeconds() + " s until Ctrl-C");
        subparser.addArgument("--names").action(Arguments.storeTrue()).help("only the names, for scripts");
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        boolean again = is(said, "watch");
        JsonNode shown = ask(api, said);
        if (again) {
            watch(api, said, shown);
        } else {
            print(shown, said);
        }
        if (is(said, "failing") && !shown.isEmpty()) {
            throw new CommandFailure(CommandFailure.FAILING, shown.size() + " failing");
        }
    }

    /** Continues while Dogwatch is unreachable, because it may be restarting. */
    private void watch(ApiClient api, Namespace said, JsonNode first) {
        JsonNode shown = first;
        String trouble = "";
        do {
            if (terminal().canClear() && !isJson(said)) {
                terminal().out().print(CLEARED);
            }
            if (trouble.isEmpty()) {
                print(shown, said);
            } else {
                terminal().err().println(trouble);
            }
            if (terminal().isDeaf() || !pause.test(EVERY)) {
                return;
            }
            try {
                shown = ask(api, said);
                trouble = "";
            } catch (CommandFailure e) {
                trouble = String.valueOf(e.getMessage());
            }
        } while (true);
    }

    private OptionalInt columns(Namespace said) {
        boolean mayChange = is(said, "watch") && terminal().columns().isPresent();
        return mayChange ? OptionalInt.of(Screen.size().columns()) : terminal().columns();
    }

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        return chosen(api.get("targets"), said);
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        List<TargetReport> targets = ApiResponses.readAll(answer, TargetReport.class);
        if (is(said, "names")) {
            targets.forEach(target -> terminal().out().println(TargetTable.name(target, targets)));
        } else {
            terminal()
                    .out()
                    .print(new TargetTable(new Ansi(terminal().coloured()), clock.instant())
                            .of(targets, columns(said)));
        }
    }

    private static ArrayNode chosen(JsonNode answers, Namespace said) {
        Optional<String> text = Optional.ofNullable(said.getString("text")).map(PsCommand::folded);
        boolean onlyFailing = is(said, "failing");
        ArrayNode chosen = JsonNodeFactory.instance.arrayNode();
        for (JsonNode answer : answers) {
            TargetReport target = ApiResponses.read(answer, TargetReport.class);
            if (text.filter(asked -> !folded(described(target)).contains(asked)).isEmpty()
                    && (!onlyFailing || target.isTrouble())) {
                chosen.add(answer);
            }
        }
        return chosen;
    }

    private static String described(TargetReport target) {
        String image =
                Optional.ofNullable(target.container()).map(one -> one.image()).orElse("");
        return target.host() + "/" + target.name() + " " + image + " " + target.phase();
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
