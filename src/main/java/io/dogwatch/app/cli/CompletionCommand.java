package io.dogwatch.app.cli;

import io.dropwizard.core.cli.Command;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * Prints a shell script that completes commands, options, and container names from the API. Without a reachable
 * Dogwatch it completes no names and prints no error.
 */
final class CompletionCommand extends ClientCommand {

    /** Those that take the name of a container. */
    private static final String NAMED = "explain logs suggest restart release silence maintenance pause resume";

    // No name that comes from outside is ever handed to a shell's own expansion, as compgen -W would do.
    private static final Map<String, String> SCRIPTS = Map.of(
            "bash", """
                    _dogwatch() {
                      local word=${COMP_WORDS[COMP_CWORD]} one
                      COMPREPLY=()
                      if ((COMP_CWORD == 1)); then
                        for one in %1$s; do
                          [[ $one == "$word"* ]] && COMPREPLY+=("$one")
                        done
                      elif [[ $word == -* ]]; then
                        local options=
                        case ${COMP_WORDS[1]} in
                    %3$s    esac
                        for one in $options; do
                          [[ $one == "$word"* ]] && COMPREPLY+=("$one")
                        done
                      elif [[ ${COMP_WORDS[COMP_CWORD - 1]} == --* ]]; then
                        return 0
                      elif [[ ${COMP_WORDS[1]} == completion ]]; then
                        for one in bash zsh fish; do
                          [[ $one == "$word"* ]] && COMPREPLY+=("$one")
                        done
                      elif [[ " %2$s " == *" ${COMP_WORDS[1]} "* ]]; then
                        while IFS= read -r one; do
                          [[ $one == "$word"* ]] && COMPREPLY+=("$one")
                        done < <("${COMP_WORDS[0]}" ps --names 2>/dev/null)
                      fi
                      return 0
                    }
                    complete -o default -F _dogwatch dogwatch
                    """,
            "zsh", """
                    #compdef dogwatch
                    _dogwatch() {
                      local -a options names
                      if ((CURRENT == 2)); then
                        compadd -- %1$s
                      elif [[ ${words[CURRENT]} == -* ]]; then
                        case ${words[2]} in
                    %4$s    esac
                        compadd -- $options
                      elif [[ ${words[CURRENT-1]} == --* ]]; then
                        _files
                      elif [[ ${words[2]} == completion ]]; then
                        compadd -- bash zsh fish
                      elif [[ " %2$s " == *" ${words[2]} "* ]]; then
                        names=(${(f)"$(${words[1]} ps --names 2>/dev/null)"})
                        compadd -- $names
                      else
                        _files
                      fi
                    }
                    compdef _dogwatch dogwatch
                    """,
            "fish", """
                    complete -c dogwatch -n __fish_use_subcommand -f -a "%1$s"
                    complete -c dogwatch -n "__fish_seen_subcommand_from %2$s" -f -a "(dogwatch ps --names 2>/dev/null)"
                    complete -c dogwatch -n "__fish_seen_subcommand_from completion" -f -a "bash zsh fish"
                    %5$s""");

    private final Supplier<List<ClientCommand>> commands;

    /** @param commands those that ask a running Dogwatch */
    CompletionCommand(Terminal terminal, Supplier<List<ClientCommand>> commands) {
        super("completion", "Prints a completion script for bash, zsh or fish", terminal);
        this.commands = commands;
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("shell").choices("bash", "zsh", "fish").help("the shell");
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        String names = commands.get().stream().map(Command::getName).collect(Collectors.joining(" "));
        String script = SCRIPTS.getOrDefault(said.getString("shell"), "")
                .formatted(
                        names + " " + String.join(" ", ClientCommands.OTHERS),
                        NAMED,
                        each(command -> "      %s) options=\"%s\" ;;\n".formatted(command.getName(), options(command))),
                        each(command -> "      %s) options=(%s) ;;\n".formatted(command.getName(), options(command))),
                        each(CompletionCommand::fish));
        terminal().out().print(script);
        terminal().out().flush();
    }

    private String each(Function<ClientCommand, String> line) {
        return commands.get().stream().map(line).collect(Collectors.joining());
    }

    private static String options(ClientCommand command) {
        return String.join(" ", command.options());
    }

    private static String fish(ClientCommand command) {
        return command.options().stream()
                .map(option -> "complete -c dogwatch -n \"__fish_seen_subcommand_from %s\" -l %s\n"
                        .formatted(command.getName(), option.substring(2)))
                .collect(Collectors.joining());
    }
}
