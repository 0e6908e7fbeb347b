package io.dogwatch.supervise;

import java.util.concurrent.Semaphore;
import org.quartz.spi.ThreadPool;

/** Quartz thread pool of virtual threads. Instantiated by Quartz through its class name. */
public final class VirtualThreadPool implements ThreadPool {

    /** Tasks return quickly, so this limit is hardly ever reached; Quartz uses it as batch size. */
    static final int MAX = 256;

    private final Semaphore permits = new Semaphore(MAX);

    @Override
    public boolean runInThread(Runnable task) {
        if (!permits.tryAcquire()) {
            return false;
        }
        Thread.startVirtualThread(() -> {
            try {
                task.run();
            } finally {
                permits.release();
            }
        });
        return true;
    }

    @Override
    public int blockForAvailableThreads() {
        permits.acquireUninterruptibly();
        permits.release();
        return Math.max(1, permits.availablePermits());
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown(boolean waitForJobsToComplete) {}

    @Override
    public int getPoolSize() {
        return MAX;
    }

    @Override
    public void setInstanceId(String id) {}

    @Override
    public void setInstanceName(String name) {}
}
