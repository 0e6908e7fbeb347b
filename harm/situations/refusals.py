"""Starts that the engine refuses. Nothing must be stopped for a restart that cannot succeed."""

import random
import socket
import subprocess
import threading

from harm.situation import situation

THEME = "Starts that the engine refuses"


@situation("A container fails while the server of its log driver is down for 40 s.",
           "The engine refuses each start. A start is right as soon as the server is back.", needs="probe")
def log_driver_gone(s):
    server = LogServer()
    web = s.run(flags=["--log-driver=gelf", "--log-opt=gelf-address=tcp://127.0.0.1:%d" % server.port,
                       "--log-opt=gelf-tcp-max-reconnect=1", "--log-opt=gelf-tcp-reconnect-delay=1"])
    server.close()
    s.fail(web)
    s.wait(40)
    s.notes.append("stopped %d times" % s.deaths(web))
    wrong = s.wrong()
    before = s.starts(web)
    again = LogServer(server.port)
    healed = s.healed(web, before, 60)
    again.close()
    return wrong, healed


class LogServer:
    """Accepts connections and reads them to their end."""

    def __init__(self, port=0):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("127.0.0.1", port))
        self.socket.listen()
        self.port, self.open = self.socket.getsockname()[1], []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, ignored = self.socket.accept()
            except OSError:
                return
            self.open.append(connection)
            threading.Thread(target=self.read, args=(connection,), daemon=True).start()

    @staticmethod
    def read(connection):
        try:
            while connection.recv(65536):
                pass
        except OSError:
            pass

    def close(self):
        # Only a shutdown ends an accept in progress.
        for one in (self.socket, *self.open):
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            one.close()


@situation("The address of a published port has left the machine (VPN interface down), and the container still responds.",
           "The service works, and the engine would refuse a start.", selected=True)
def publish_address_gone(s):
    interface, address = "hm%d" % random.randrange(10 ** 6), "10.113.0.%d" % random.randrange(1, 255)
    subprocess.run(["ip", "link", "add", interface, "type", "bridge"], check=True)
    s.endings.append(lambda: subprocess.run(["ip", "link", "del", interface], check=False))
    subprocess.run(["ip", "address", "add", address + "/32", "dev", interface], check=True)
    subprocess.run(["ip", "link", "set", interface, "up"], check=True)
    web = s.run(flags=["-p", address + ":8080:80"])
    subprocess.run(["ip", "address", "del", address + "/32", "dev", interface], check=True)
    s.wait(25)
    wrong = s.wrong() + s.deaths(web)
    subprocess.run(["ip", "address", "add", address + "/32", "dev", interface], check=True)
    return wrong, s.control(web)


@situation("A container crashes while the address of its published port has left the machine for 40 s.",
           "The engine refuses each start. A start is right as soon as the address is back.")
def publish_address_gone_crash(s):
    interface, address = "hm%d" % random.randrange(10 ** 6), "10.113.0.%d" % random.randrange(1, 255)
    subprocess.run(["ip", "link", "add", interface, "type", "bridge"], check=True)
    s.endings.append(lambda: subprocess.run(["ip", "link", "del", interface], check=False))
    subprocess.run(["ip", "address", "add", address + "/32", "dev", interface], check=True)
    subprocess.run(["ip", "link", "set", interface, "up"], check=True)
    web = s.run(flags=["-p", address + ":8080:80"])
    subprocess.run(["ip", "address", "del", address + "/32", "dev", interface], check=True)
    s.fail(web, "exit")
    s.wait(40)
    wrong = s.wrong()
    before = s.starts(web)
    subprocess.run(["ip", "address", "add", address + "/32", "dev", interface], check=True)
    return wrong, s.healed(web, before, 60)


@situation("A container crashes while the directory of its bind mount (a network share) is missing for 40 s.",
           "The engine refuses each start. A start is right as soon as the share is back.")
def mount_gone(s):
    share = s.play.folder / ("share%d" % random.randrange(10 ** 6))
    share.mkdir()
    web = s.run(flags=["--mount", "type=bind,source=%s,destination=/data" % share])
    share.rename(share.with_suffix(".away"))
    s.fail(web, "exit")
    s.wait(40)
    wrong = s.wrong()
    before = s.starts(web)
    share.with_suffix(".away").rename(share)
    return wrong, s.healed(web, before, 60)


@situation("A container fails while the directory of its bind mount (a network share) is missing for 40 s.",
           "The engine refuses each start. A start is right as soon as the share is back.", needs="probe")
def mount_gone_failing(s):
    share = s.play.folder / ("share%d" % random.randrange(10 ** 6))
    share.mkdir()
    web = s.run(flags=["--mount", "type=bind,source=%s,destination=/data" % share])
    share.rename(share.with_suffix(".away"))
    s.fail(web)
    s.wait(40)
    s.notes.append("stopped %d times" % s.deaths(web))
    wrong = s.wrong()
    before = s.starts(web)
    share.with_suffix(".away").rename(share)
    return wrong, s.healed(web, before, 60)


@situation("The engine restarts while a network share is missing, so it cannot start a container with the policy always.",
           "A failed start is not a manual stop. A start is right as soon as the share is back, after 20 s.", alone=True)
def mount_late_after_boot(s):
    share = s.play.folder / ("share%d" % random.randrange(10 ** 6))
    share.mkdir()
    web = s.run(restart="always", flags=["--mount", "type=bind,source=%s,destination=/data" % share])
    s.engine.stop()
    share.rename(share.with_suffix(".away"))
    s.engine.start()
    s.wait(20)
    wrong = s.wrong()
    state = s.engine.state(web)
    s.notes.append("exit code %s, %s" % (state.get("ExitCode"), state.get("Error")))
    before = s.starts(web)
    share.with_suffix(".away").rename(share)
    return wrong, s.healed(web, before, 90)


@situation("A user's docker start fails, because the port belongs to another container.", "The user sees the error and decides.",
           roles="web other")
def start_refused(s):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        publish = "127.0.0.1:%d:80" % free.getsockname()[1]
    web = s.run("web", flags=["-p", publish])
    s.user("stop", "-t", 1, web)
    other = s.run("other", flags=["-p", publish])
    s.user("start", web, must=False)
    s.wait(25)
    return s.wrong() + s.deaths(other), None


@situation("The first start of a container fails, because its command does not exist.", "A restart does not add the command.")
def command_missing(s):
    web = s.run(check=None, command=["no-such-command"], create=True)
    s.user("start", web, must=False)
    s.wait(25)
    return s.wrong(), None
