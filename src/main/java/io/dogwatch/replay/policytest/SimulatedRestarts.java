package io.dogwatch.replay.policytest;

import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Intent;
import io.dogwatch.replay.JudgeSession;
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
final class SimulatedRestarts {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration TIMEOUT_AFTER_STOP = Duration.ofSeconds(15);

    private final StoryWorld world;
    private final JudgeSession hearing;
    private final Set<String> withdrawn = new HashSet<>();
    private final Map<StoryAction.Remedy, StoryAction.Answers> answers = new EnumMap<>(StoryAction.Remedy.class);

    SimulatedRestarts(StoryWorld world, JudgeSession hearing) {
        this.world = world;
        this.hearing = hearing;
        for (StoryAction.Remedy remedy : StoryAction.Remedy.values()) {
            answers.put(remedy, new StoryAction.Answers(remedy, StoryAction.Answer.WORKS, SOON));
        }
    }

    void learn(StoryAction.Answers how) {
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
            case Decision.Notify tell -> {}
        }
    }

    private void call(Intent intent) {
        boolean changed = !world.container().map(Container::life).equals(Optional.of(intent.incarnation()));
        if (changed || withdrawn.contains(intent.id())) {
            end(intent, new ActionResult.Superseded("the container has changed"));
            return;
        }
        hearing.apply(new Event.RestartCalled(intent.id()));
        switch (intent.action()) {
            case RESTART -> answer(intent, answer(StoryAction.Remedy.RESTART));
            case KILL_START -> answer(intent, answer(StoryAction.Remedy.KILL));
            case START -> at(SOON, () -> revive(intent));
            case STOP ->
                at(SOON, () -> {
                    world.change(c -> c.ended(143, false));
                    end(intent, new ActionResult.Stopped(intent.incarnation()));
                });
        }
    }

    private StoryAction.Answers answer(StoryAction.Remedy remedy) {
        return Optional.ofNullable(answers.get(remedy)).orElseThrow();
    }

    private void answer(Intent intent, StoryAction.Answers how) {
        switch (how.answer()) {
            case WORKS -> at(how.after(), () -> revive(intent));
            case FAILS ->
                at(how.after(), () -> end(intent, new ActionResult.Failed("the engine has not restarted it")));
            case HANGS -> at(patience(), () -> end(intent, new ActionResult.Hung("the restart has not ended in time")));
        }
    }

    private Duration patience() {
        Duration stop = world.container().map(c -> c.subject().stopTimeout()).orElse(Duration.ZERO);
        return hearing.watch().policy().restart().timeout().orElse(stop.plus(TIMEOUT_AFTER_STOP));
    }

    private void at(Duration after, Runnable what) {
        hearing.later(hearing.now().plus(after), what);
    }

    private void revive(Intent intent) {
        if (world.isEngineLost()) {
            end(intent, new ActionResult.Undetermined("the engine does not answer"));
            return;
        }
        Instant since = hearing.now();
        world.change(c -> c.again(since, 0));
        end(intent, new ActionResult.Restarted(world.container().orElseThrow().life()));
    }

    /** The result of a call with an unobserved end. */
    private void settle(Intent intent) {
        if (world.isEngineLost()) {
            end(intent, new ActionResult.Undetermined("the engine does not answer"));
            return;
        }
        Optional<Container> seen = world.container();
        if (seen.filter(c -> !c.life().equals(intent.incarnation()) && c.runs()).isPresent()) {
            world.inspect();
            end(intent, new ActionResult.Restarted(seen.get().life()));
        } else if (seen.filter(c -> !c.runs()).isPresent()) {
            revive(intent);
        } else {
            world.inspect();
            end(intent, new ActionResult.Failed("the engine has not restarted it"));
        }
    }

    private void end(Intent intent, ActionResult result) {
        boolean open = hearing.state()
                .ledger()
                .intent()
                .filter(one -> one.id().equals(intent.id()))
                .isPresent();
        if (open) {
            hearing.apply(new Event.ActionEnded(intent.id(), result));
        }
    }
}
