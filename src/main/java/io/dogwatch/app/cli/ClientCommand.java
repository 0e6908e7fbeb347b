package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.target.PlainText;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** A command that asks a running Dogwatch. Says in one line what did not work. */
abstract class ClientCommand extends Command {

    static final String DEFAULT_URL = "http://127.0.0.1:8080";

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

    private final Terminal terminal;

    ClientCommand(String name, String description, Terminal terminal) {
        super(name, description);
        this.terminal = terminal;
    }

    /** Adds what the command itself understands. */
    abstract void understand(Subparser subparser);

    abstract void carryOut(ApiClient api, Namespace said);

    /** All options that it understands, such as {@code --url}; as its help names them. */
    final List<String> options() {
        Subparser subparser =
                ArgumentParsers.newFor("dogwatch").build().addSubparsers().addParser(getName());
        configure(subparser);
        return OPTION.matcher(subparser.formatHelp())
                .results()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
    }

    Terminal terminal() {
        return terminal;
    }

    @Override
    public final void configure(Subparser subparser) {
        understand(subparser);
        subparser
                .addArgument("--url")
                .metavar("URL")
                .help("where Dogwatch answers; default: as --config says, or DOGWATCH_URL, or else " + DEFAULT_URL);
        subparser
                .addArgument("--token-file")
                .metavar("FILE")
                .help("a file with the token that Dogwatch wants to see; default: " + Credential.VARIABLE
                        + " of the environment");
        subparser
                .addArgument("--config")
                .metavar("FILE")
                .help("the configuration of the Dogwatch that is to be asked, on this machine");
    }

    @Override
    public final void run(Bootstrap<?> bootstrap, Namespace said) {
        carryOut(said);
    }

    final void carryOut(Namespace said) {
        carryOut(
                new ApiClient(
                        url(said), Credential.find(said.getString("token_file"), System.getenv(Credential.VARIABLE))),
                said);
    }

    @Override
    public final void onError(Cli cli, Namespace said, Throwable error) {
        if (error instanceof CommandFailure) {
            cli.getStdErr().println(error.getMessage());
        } else {
            error.printStackTrace(cli.getStdErr());
        }
    }

    /** What goes along with every request that changes something. */
    final ObjectNode plea(Namespace said) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("by", Optional.ofNullable(said.getString("by")).orElse(terminal.user()))
                .put("why", Optional.ofNullable(said.getString("why")).orElse(""));
    }

    static void understandPlea(Subparser subparser) {
        subparser.addArgument("--why").metavar("TEXT").help("for the record, and for whoever is told");
        subparser.addArgument("--by").metavar("NAME").help("who asks for it; default: the user at the terminal");
    }

    private URI url(Namespace said) {
        String text = Optional.ofNullable(said.getString("url"))
                .or(() -> Optional.ofNullable(said.getString("config"))
                        .map(Path::of)
                        .map(ConfiguredUrl::of))
                .or(terminal::urlOfEnvironment)
                .orElse(DEFAULT_URL);
        String full = text.contains("://") ? text : "http://" + text;
        try {
            URI url = URI.create(full.replaceAll("/+$", ""));
            if (url.getHost() != null
                    && (url.getScheme().equals("http") || url.getScheme().equals("https"))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new CommandFailure(
                CommandFailure.USAGE,
                "--url: " + PlainText.line(text, 200) + " is not an address such as " + DEFAULT_URL);
    }
}
