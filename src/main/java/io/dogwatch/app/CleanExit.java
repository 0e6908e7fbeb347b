package io.dogwatch.app;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a SIGTERM end with exit code 0 instead of the JVM's 143: a requested shutdown is not an error. Supervisors
 * with {@code on-failure} policies distinguish the two.
 */
final class CleanExit {

    private static final Logger LOG = LoggerFactory.getLogger(CleanExit.class);

    /** Docker kills 10 s after it has asked. */
    private static final long MAX_SECONDS = 9;

    private CleanExit() {}

    static void arrange(Environment environment) {
        environment.lifecycle().addServerLifecycleListener(new ServerLifecycleListener() {
            @Override
            public void serverStarted(Server server) {
                CountDownLatch stopped = new CountDownLatch(1);
                server.addEventListener(new LifeCycle.Listener() {
                    @Override
                    public void lifeCycleStopped(LifeCycle event) {
                        stopped.countDown();
                    }
                });
                Runtime.getRuntime().addShutdownHook(new Thread(() -> exit(stopped), "clean-exit"));
            }
        });
    }

    private static void exit(CountDownLatch stopped) {
        boolean inTime = false;
        try {
            inTime = stopped.await(MAX_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!inTime) {
            LOG.warn("not all was stopped in time; what is open is kept in the journal");
        }
        Runtime.getRuntime().halt(0);
    }
}
