/** A failure of web that a restart of the container fixes. */
enum Fault {
    KILLED("1. Its process is killed", "kill -9 $(cat /run/nginx.pid)", "nginx was killed (SIGKILL), the container exits"),
    FROZEN("2. It freezes", "killall -STOP nginx", "nginx is frozen (SIGSTOP): the port accepts connections but never responds"),
    SICK("3. It responds with errors", "touch /run/broken", "every request gets status 500");

    private final String title;
    private final String command;
    private final String effect;

    Fault(String title, String command, String effect) {
        this.title = title;
        this.command = command;
        this.effect = effect;
    }

    String title() {
        return title;
    }

    /** The command for {@code sh -c} inside the container. */
    String command() {
        return command;
    }

    String effect() {
        return effect;
    }
}
