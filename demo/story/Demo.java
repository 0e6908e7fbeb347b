import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Breaks the demo's web server three times and shows the reaction of Dogwatch, based on its API and the mailbox. Exits
 * with 0 if every step succeeded, otherwise with 1 and the failed step.
 */
public final class Demo {

    private static final List<String> MEMBERS = List.of("mailer", "web", "agent");

    private final Account account = new Account();
    private final Docker docker = Docker.fromEnvironment();
    private final Dogwatch dogwatch = Dogwatch.fromEnvironment();
    private final Mailbox mailbox = new Mailbox(docker);

    public static void main(String[] args) {
        Demo demo = new Demo();
        try {
            demo.run();
        } catch (StepMissed missed) {
            demo.account.failure(missed.getMessage());
            System.exit(1);
        }
    }

    private void run() throws StepMissed {
        account.title("Dogwatch watches web, mailer and agent");
        for (String member : MEMBERS) {
            Step.called(member + " is healthy").within(Duration.ofSeconds(90)).unless(dogwatch::hasEnded)
                    .await(() -> dogwatch.phase(docker.name(member)).filter("healthy"::equals));
            account.fact("healthy", docker.name(member));
        }
        for (Fault fault : Fault.values()) {
            breakAndWatch(fault);
        }
        account.title("All three failures were detected, fixed and reported");
    }

    private void breakAndWatch(Fault fault) throws StepMissed {
        account.title(fault.title());
        String web = docker.name("web");
        Set<String> incidentsBefore = dogwatch.incidentIds();
        Set<String> mailsBefore = mailbox.names();

        Instant broken = Instant.now();
        docker.inside("web", fault.command());
        account.fact("broken", fault.effect());

        Dogwatch.Incident opened = Step.called("Dogwatch detects: " + fault.effect()).unless(dogwatch::hasEnded)
                .await(() -> dogwatch.newIncident(web, incidentsBefore));
        account.fact("detected", "after " + Account.seconds(broken, opened.openedAt()) + ": " + opened.failure());

        List<String> exhibits = Step.called("evidence is saved").await(() -> dogwatch.evidence(opened.id()));
        account.fact("evidence", "saved: " + String.join(", ", exhibits));

        Instant restarted = Step.called("web is restarted").await(() -> dogwatch.restartedAt(opened.id()));
        account.fact("restarted", "after " + Account.seconds(broken, restarted));

        Dogwatch.Incident closed = Step.called("web is healthy again").within(Duration.ofSeconds(90))
                .await(() -> dogwatch.closed(opened.id()));
        account.fact("healthy", "again after " + Account.seconds(broken, closed.closedAt().orElseThrow()) + " (as reported by Dogwatch)");
        String answer = Step.called("web responds to agent").await(() -> docker.ask("agent", "wget -q -O - http://web/"));
        account.fact("response", "to a request from agent: " + answer);

        showMails(mailsBefore);
    }

    private void showMails(Set<String> before) throws StepMissed {
        List<Mailbox.Mail> mails = Step.called("both mails (opened, closed) are in the mailbox in one thread")
                .await(() -> mailbox.threadSince(before));
        account.fact("mail", "as received by the mailbox:");
        account.quote(mails.getFirst().shown());
        account.fact("mail", "reply in the same thread, after the recovery:");
        account.quote(mails.getLast().shown());
    }
}
