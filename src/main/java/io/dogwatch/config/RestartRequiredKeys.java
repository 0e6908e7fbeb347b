package io.dogwatch.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.auth.AuthSettings;
import io.dogwatch.journal.PostgresAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What of a configuration holds from the next start on only: what is opened, built or connected once. Stateless. */
public final class RestartRequiredKeys {

    private RestartRequiredKeys() {}

    /** @return the keys that differ in the new settings, as in the file, sorted */
    public static List<String> changes(DogwatchConfiguration running, DogwatchConfiguration wanted) {
        Set<String> keys = new TreeSet<>();
        compare("", running.dropwizards(), wanted.dropwizards(), 2, keys);
        Settings now = running.settings();
        Settings then = wanted.settings();
        note(keys, "hosts", now.hosts(), then.hosts());
        note(keys, "mail.publicUrl", now.mail().publicUrl(), then.mail().publicUrl());
        note(keys, "store.dataDir", now.store().dataDir(), then.store().dataDir());
        note(
                keys,
                "store.url",
                now.store().postgres().map(PostgresAddress::url),
                then.store().postgres().map(PostgresAddress::url));
        note(
                keys,
                "store.user",
                now.store().postgres().map(PostgresAddress::user),
                then.store().postgres().map(PostgresAddress::user));
        note(keys, "watchdog.timeout", now.watchdogTimeout(), then.watchdogTimeout());
        note(keys, "evidence", now.evidence().limits(), then.evidence().limits());
        note(keys, "concurrency", now.concurrency(), then.concurrency());
        note(keys, "resyncInterval", now.resyncInterval(), then.resyncInterval());
        access(now.auth().following(then.auth()), then.auth(), keys);
        note(keys, "metrics", now.metrics(), then.metrics());
        note(keys, "statusPage", now.statusPage(), then.statusPage());
        return List.copyOf(keys);
    }

    /** Returns the new settings, except for values that need a restart, which keep their current value. */
    public static Settings kept(Settings running, Settings wanted) {
        return new Settings(
                running.hosts(),
                wanted.watch(),
                wanted.defaults(),
                wanted.mail().at(running.mail().publicUrl()),
                wanted.telling(),
                wanted.heartbeat(),
                running.watchdogTimeout(),
                wanted.store().in(running.store()),
                running.evidence().hiding(wanted.evidence().redact()),
                running.concurrency(),
                wanted.ownNeeds(),
                wanted.breaker(),
                running.resyncInterval(),
                wanted.hold(),
                running.metrics(),
                running.statusPage(),
                running.auth().following(wanted.auth()),
                wanted.warnings());
    }

    private static void access(AuthSettings kept, AuthSettings then, Set<String> keys) {
        note(keys, "auth.users", kept.users(), then.users());
        note(keys, "auth.tokens", kept.tokens(), then.tokens());
        note(keys, "auth.session", kept.session(), then.session());
        note(keys, "auth.oidc", kept.oidc(), then.oidc());
        note(keys, "auth.open", kept.open(), then.open());
        note(keys, "auth.trustedProxies", kept.proxies(), then.proxies());
        note(keys, "auth.names", kept.names(), then.names());
    }

    private static void note(Set<String> keys, String key, Object now, Object then) {
        if (!now.equals(then)) {
            keys.add(key);
        }
    }

    /** @param depth the number of words of a key to print */
    private static void compare(String above, JsonNode now, JsonNode then, int depth, Set<String> keys) {
        if (now.equals(then)) {
            return;
        }
        if (depth == 0 || !now.isObject() || !then.isObject()) {
            keys.add(above);
            return;
        }
        List<String> names = new ArrayList<>();
        now.fieldNames().forEachRemaining(names::add);
        then.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            compare(above.isEmpty() ? name : above + "." + name, now.path(name), then.path(name), depth - 1, keys);
        }
    }
}
