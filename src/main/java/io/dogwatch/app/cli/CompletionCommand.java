package io.dogwatch.app.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Writes a script that makes a shell complete commands, and names of containers as the API knows them. */
final class CompletionCommand extends ClientCommand {

    private static final String NAMED = "explain suggest restart release silence maintenance pause resume";
    private static final String OTHERS = "server check simulate";

    private static final Map<String, String> SCRIPTS = Map.of(
            "bash", """
                    _dogwatch() {
                      local word=${COMP_WORDS[COMP_CWORD]}
                      if ((COMP_CWORD == 1)); then
                        COMPREPLY=($(compgen -W "%1$s" -- "$word"))
                      elif [[ " %2$s " == *" ${COMP_WORDS[1]} "* && $word != -* ]]; then
                        COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" ps --names 2>/dev/null)" -- "$word"))
                      fi
                    }
                    complete -o default -F _dogwatch dogwatch
                    """,
            "zsh", """
                    #compdef dogwatch
                    _dogwatch() {
                      if ((CURRENT == 2)); then
                        compadd -- %1$s
                      elif [[ " %2$s " == *" ${words[2]} "* && ${words[CURRENT]} != -* ]]; then
                        compadd -- ${(f)"$(${words[1]} ps --names 2>/dev/null)"}
                      else
                        _files
                      fi
                    }
                    compdef _dogwatch dogwatch
                    """,
            "fish", """
                    complete -c dogwatch -n __fish_use_subcommand -f -a "%1$s"
                    complete -c dogwatch -n "__fish_seen_subcommand_from %2$s" -f -a "(dogwatch ps --names 2>/dev/null)"
                    """);

    private final Supplier<List<String>> commands;

    /** @param commands the names of those that ask a running Dogwatch */
    CompletionCommand(Terminal terminal, Supplier<List<String>> commands) {
        super("completion", "Writes a script for bash, zsh or fish that completes commands and containers", terminal);
        this.commands = commands;
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("shell").choices("bash", "zsh", "fish").help("for which shell");
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        String all = String.join(" ", commands.get()) + " " + OTHERS;
        terminal().out().print(SCRIPTS.getOrDefault(said.getString("shell"), "").formatted(all, NAMED));
    }
}
