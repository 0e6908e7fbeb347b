package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.web.view.MailReport;
import io.dogwatch.web.view.TimeFormat;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Lists notifications, newest first. */
final class NotificationsCommand extends ListingCommand {

    private final InstantSource clock;

    NotificationsCommand(Terminal terminal, InstantSource clock) {
        super("notifications", "Lists notifications that are waiting, sent or failed, newest first", terminal);
        this.clock = clock;
    }

    @Override
    void understandMore(Subparser subparser) {
        subparser.addArgument("--state").metavar("STATE").help("only this state: waiting, sent or dead");
    }

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        return api.get("notifications"
                + Optional.ofNullable(said.getString("state"))
                        .map(state -> "?state=" + TargetName.encoded(state))
                        .orElse(""));
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        List<MailReport> mails = ApiResponses.readAll(answer, MailReport.class);
        if (mails.isEmpty()) {
            terminal().out().println("No notifications.");
            return;
        }
        Ansi ink = new Ansi(terminal().coloured());
        TimeFormat times = TimeFormat.seenFrom(clock.instant());
        terminal()
                .out()
                .print(new Table()
                        .column("STATE", Integer.MAX_VALUE, each(mails, mail -> state(mail, ink)))
                        .column("RECEIVER", 4, each(mails, MailReport::receiver))
                        .column("CREATED", 5, each(mails, mail -> times.relative(mail.createdAt())))
                        .column(
                                "CONTAINER",
                                Integer.MAX_VALUE,
                                each(
                                        mails,
                                        mail -> mail.incident().host() + "/"
                                                + mail.incident().target()))
                        .column("KIND", Integer.MAX_VALUE, each(mails, MailReport::kind))
                        .column("ATTEMPTS", 1, each(mails, mail -> Integer.toString(mail.attempts())))
                        .column("ERROR", 3, each(mails, NotificationsCommand::whyNot))
                        .within(terminal().columns()));
    }

    private static String state(MailReport mail, Ansi ink) {
        return mail.state().equals("dead") ? ink.bad("dead") : mail.state();
    }

    private static String whyNot(MailReport mail) {
        return Optional.ofNullable(mail.held())
                .or(() -> Optional.ofNullable(mail.lastError()))
                .orElse("");
    }

    private static List<String> each(List<MailReport> mails, Function<MailReport, String> cell) {
        return mails.stream().map(cell).toList();
    }
}
