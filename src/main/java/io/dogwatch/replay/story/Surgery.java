package io.dogwatch.replay.story;

import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.RemedyResult;
import io.dogwatch.replay.Hearing;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out the remedies of a story. They work after a second and begin a new life, unless the story says otherwise. Not
 * thread-safe.
 */
final class Surgery {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration PATIENCE_BEYOND_STOP = Duration.ofSeconds(15);

    private final StoryWorld world;
    private final Hearing hearing;
    private final Set<String> withdrawn = new HashSet<>();
    private final Map<Deed.Remedy, Deed.Answers> answers = new EnumMap<>(Deed.Remedy.class);

    Surgery(StoryWorld world, Hearing hearing) {
        this.world = world;
        this.hearing = hearing;
        for (Deed.Remedy remedy : Deed.Remedy.values()) {
            answers.put(remedy, new Deed.Answers(remedy, Deed.Answer.WORKS, SOON));
        }
    }

    void learn(Deed.Answers how) {
        answers.put(how.remedy(), how);
    }

    void decided(Decision decision) {
        switch (decision) {
            case Decision.Act(Intent intent) -> hearing.later(hearing.now(), () -> call(intent));
            case Decision.FinishIntent(Intent intent) ->
                hearing.later(hearing.now().plus(SOON), () -> settle(intent));
            case Decision.WithdrawIntent(String intentId) -> withdrawn.add(intentId);
            case Decision.Refuse refuse -> {}
            case Decision.GatherEvidence gather -> {}
            case Decision.EndIntent end -> {}
            case Decision.OpenIncident open -> {}
            case Decision.UpdateIncident update -> {}
            case Decision.CloseIncident close -> {}
            case Decision.Tell tell -> {}
        }
    }

    private void call(Intent intent) {
        boolean changed = !world.container().map(Container::life).equals(Optional.of(intent.incarnation()));
        if (changed || withdrawn.contains(intent.id())) {
            end(intent, new RemedyResult.Superseded("the container has changed"));
            return;
        }
        hearing.tell(new Event.RestartCalled(intent.id()));
        switch (intent.action()) {
            case RESTART -> answer(intent, answer(Deed.Remedy.RESTART));
            case KILL_START -> answer(intent, answer(Deed.Remedy.KILL));
            case START -> at(SOON, () -> revive(intent));
            case STOP ->
                at(SOON, () -> {
                    world.change(c -> c.ended(143, false));
                    end(intent, new RemedyResult.Stopped(intent.incarnation()));
                });
        }
    }

    private Deed.Answers answer(Deed.Remedy remedy) {
        return Optional.ofNullable(answers.get(remedy)).orElseThrow();
    }

    private void answer(Intent intent, Deed.Answers how) {
        switch (how.answer()) {
            case WORKS -> at(how.after(), () -> revive(intent));
            case FAILS ->
                at(how.after(), () -> end(intent, new RemedyResult.Failed("the engine has not restarted it")));
            case HANGS -> at(patience(), () -> end(intent, new RemedyResult.Hung("the restart has not ended in time")));
        }
    }

    private Duration patience() {
        Duration stop = world.container().map(c -> c.subject().stopTimeout()).orElse(Duration.ZERO);
        return hearing.watch().policy().restart().timeout().orElse(stop.plus(PATIENCE_BEYOND_STOP));
    }

    private void at(Duration after, Runnable what) {
        hearing.later(hearing.now().plus(after), what);
    }

    private void revive(Intent intent) {
        if (world.isEngineLost()) {
            end(intent, new RemedyResult.Undetermined("the engine does not answer"));
            return;
        }
        Instant since = hearing.now();
        world.change(c -> c.again(since, 0));
        end(intent, new RemedyResult.Restarted(world.container().orElseThrow().life()));
    }

    /** What became of a call whose end nobody saw. */
    private void settle(Intent intent) {
        if (world.isEngineLost()) {
            end(intent, new RemedyResult.Undetermined("the engine does not answer"));
            return;
        }
        Optional<Container> seen = world.container();
        if (seen.filter(c -> !c.life().equals(intent.incarnation()) && c.runs()).isPresent()) {
            world.look();
            end(intent, new RemedyResult.Restarted(seen.get().life()));
        } else if (seen.filter(c -> !c.runs()).isPresent()) {
            revive(intent);
        } else {
            world.look();
            end(intent, new RemedyResult.Failed("the engine has not restarted it"));
        }
    }

    private void end(Intent intent, RemedyResult result) {
        boolean open = hearing.state()
                .ledger()
                .intent()
                .filter(one -> one.id().equals(intent.id()))
                .isPresent();
        if (open) {
            hearing.tell(new Event.RemedyEnded(intent.id(), result));
        }
    }
}
