package io.dogwatch.notify;

import io.dogwatch.journal.Journal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Consumer;

/** A journal whose process may die before or after each transaction that the outbox makes. */
final class DyingJournal {

    private static final Set<String> STEPS =
            Set.of("enqueue", "ready", "hold", "pack", "parcels", "markSent", "markFailed", "park");

    private DyingJournal() {}

    /** @param pass told the name of each step as it comes; what it throws ends the process */
    static Journal of(Journal real, Consumer<String> pass) {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    boolean counts = STEPS.contains(method.getName());
                    if (counts) {
                        pass.accept("before " + method.getName());
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        if (counts) {
                            pass.accept("after " + method.getName());
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
