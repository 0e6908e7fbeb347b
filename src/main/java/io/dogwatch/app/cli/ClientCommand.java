package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.model.PlainText;
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

/** A command that calls a running Dogwatch. A failure is one line on standard error. */
abstract class ClientCommand extends Command {

    static final String DEFAULT_URL = "http://127.0.0.1:8080";

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

    private final Terminal terminal;

    ClientCommand(String name, String description, Terminal terminal) {
        super(name, description);
        this.terminal = terminal;
    }

    /** Adds the command's own options. */
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
                .help("address of Dogwatch; default: from --config, then DOGWATCH_URL, then " + DEFAULT_URL);
        subparser
                .addArgument("--token-file")
                .metavar("FILE")
                .help("file that contains the access token; default: " + Credential.VARIABLE + " from the environment");
        subparser
                .addArgument("--config")
                .metavar("FILE")
                .help("configuration file of a Dogwatch on this machine, to find its address");
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

    /** Author and comment, which every changing request carries. */
    final ObjectNode plea(Namespace said) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "createdBy",
                        Optional.ofNullable(said.getString("created_by")).orElse(terminal.user()))
                .put("comment", Optional.ofNullable(said.getString("comment")).orElse(""));
    }

    static void addPleaOptions(Subparser subparser) {
        subparser.addArgument("--comment").metavar("TEXT").help("reason, for the audit log and notifications");
        subparser.addArgument("--created-by").metavar("NAME").help("author; default: the current user");
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
            // reported below
        }
        throw new CommandFailure(
                CommandFailure.USAGE,
                "--url: invalid address " + PlainText.line(text, 200) + "; allowed: an address such as " + DEFAULT_URL);
    }
}
