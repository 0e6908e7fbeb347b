package io.dogwatch.probe;

import com.sun.management.OperatingSystemMXBean;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;

/**
 * Measures what one HTTP probe costs in CPU, run by hand against a server on loopback: {@code ProbeCost PORT
 * [probes|classic|minimal|nothing] [probes per second] [seconds]}. One virtual thread per attempt, as in Dogwatch. {@code nothing} is
 * what the driving itself costs. As long again is spent on warming up first.
 */
final class ProbeCost {

    private interface Variant {
        boolean attempt() throws IOException;
    }

    private ProbeCost() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String name = arguments.length > 1 ? arguments[1] : "probes";
        int rate = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
        int seconds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
        Variant variant =
                switch (name) {
                    case "probes" -> probes(port);
                    case "nothing" -> () -> true;
                    case "classic" -> client(port, true);
                    case "minimal" -> client(port, false);
                    default -> throw new IllegalArgumentException(name);
                };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            drive(variant, threads, rate, seconds);
            long before = cpu();
            int failed = drive(variant, threads, rate, seconds);
            long perProbe = (cpu() - before) / ((long) rate * seconds) / 1000;
            System.out.println(name + ": " + perProbe + " us CPU a probe, " + rate + "/s for " + seconds + " s, "
                    + failed + " failed");
        }
        System.exit(0);
    }

    private static int drive(Variant variant, ExecutorService threads, int rate, int seconds) throws Exception {
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        long start = System.nanoTime();
        int count = rate * seconds;
        for (int i = 0; i < count; i++) {
            long due = start + TimeUnit.SECONDS.toNanos(1) / rate * i;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            threads.execute(() -> {
                try {
                    if (!variant.attempt()) {
                        failed.incrementAndGet();
                    }
                } catch (IOException e) {
                    failed.incrementAndGet();
                } finally {
                    done.incrementAndGet();
                }
            });
        }
        while (done.get() < count) {
            LockSupport.parkNanos(1_000_000);
        }
        return failed.get();
    }

    private static Variant probes(int port) {
        Probes probes =
                new Probes(new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()), LocalProber.BLIND);
        HttpCheck check = Checks.http(port).timeout(Duration.ofSeconds(3)).check();
        return () -> probes.probe(check, Containers.onThisMachine()).outcome() instanceof Outcome.Healthy;
    }

    /** HttpClient as it comes, for comparison: without a total deadline, so a little cheaper than it would have to be. */
    private static Variant client(int port, boolean fullChain) {
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnTotal(10_000)
                .setMaxConnPerRoute(10_000)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(3))
                        .setSocketTimeout(Timeout.ofSeconds(3))
                        .build())
                .build();
        CloseableHttpClient client = fullChain
                ? HttpClients.custom()
                        .setConnectionManager(connections)
                        .setConnectionReuseStrategy((request, response, context) -> false)
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableContentCompression()
                        .setDefaultRequestConfig(RequestConfig.custom()
                                .setResponseTimeout(Timeout.ofSeconds(3))
                                .build())
                        .build()
                : HttpClients.createMinimal(connections);
        String uri = "http://127.0.0.1:" + port + "/";
        return () -> {
            HttpGet request = new HttpGet(uri);
            request.setHeader(new BasicHeader("Connection", "close"));
            return client.execute(request, response -> {
                EntityUtils.toByteArray(response.getEntity(), 65_536);
                return response.getCode() == 200;
            });
        };
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
