"""Addresses that change, that are shared, or that this machine cannot reach."""

import random
import subprocess

from harm.situation import Unavailable, situation

THEME = "Networks and addresses"


def link(*command, must=True):
    return subprocess.run(["ip", *command], check=must, capture_output=not must).returncode == 0


@situation("A container moves to another address, and a failing container gets its old one.",
           "The failure belongs to the other container.", roles="web other")
def address_moved(s):
    network, octets = s.network()
    other = s.run("other", flags=["--network=" + network], watched=False, create=True)
    web = s.run("web", flags=["--network=" + network], labels={"check.site.http.failureThreshold": "12"})
    old = s.engine.addresses(web)
    s.user("network", "disconnect", network, web)
    s.user("start", other)
    s.user("network", "connect", network, web)
    s.notes.append("the other has the address: %s" % (s.engine.addresses(other) == old))
    # The moment without any address is another situation.
    s.accept()
    s.wait(6)
    s.fail(other)
    s.wait(25)
    wrong = s.wrong()
    s.accept()
    return wrong, s.control(web)


@situation("Two containers swap their addresses, and then one of them fails.", "Only the failing one needs a restart.",
           roles="web other", needs="probe")
def address_swapped(s):
    network, octets = s.network()
    flags = ["--network=" + network]
    web, other = (s.run(role, flags=[*flags, "--ip=%s.%d" % (octets, number)], labels={"check.site.http.failureThreshold": "12"})
                  for role, number in (("web", 10), ("other", 11)))
    for name in (web, other):
        s.user("network", "disconnect", network, name)
    s.user("network", "connect", "--ip", octets + ".11", network, web)
    s.user("network", "connect", "--ip", octets + ".10", network, other)
    s.accept()
    s.wait(5)
    before = s.starts(other)
    s.fail(other)
    healed = s.healed(other, before, 60)
    s.wait(8)
    return s.wrong(web), healed


@situation("A user stops a container, and a failing container gets its address.",
           "The stop is intentional, and the responses come from the other container.", roles="web other")
def address_reused(s):
    network, octets = s.network()
    web = s.run("web", flags=["--network=" + network])
    s.user("stop", "-t", 1, web)
    other = s.run("other", flags=["--network=" + network], watched=False, wait=False)
    s.wait(3)
    s.fail(other)
    s.wait(20)
    return s.wrong(), None


@situation("A user disconnects a container from its network for 25 s.", "A restart does not reconnect the container.",
           selected=True)
def disconnected(s):
    network, octets = s.network()
    web = s.run(flags=["--network=" + network])
    s.user("network", "disconnect", network, web)
    s.wait(25)
    wrong = s.wrong()
    s.user("network", "connect", network, web)
    s.accept()
    s.await_ready(web, serves=True)
    return wrong, s.control(web)


@situation("A container leaves one of its two networks and responds on the other.", "The service is still available.")
def second_network(s):
    first, octets = s.network()
    second, octets = s.network()
    web = s.run(flags=["--network=" + first], create=True)
    s.user("network", "connect", second, web)
    s.user("start", web)
    s.await_ready(web, serves=True)
    s.user("network", "disconnect", first, web)
    s.wait()
    wrong = s.wrong()
    return wrong, s.control(web)


@situation("A container is connected to a second network while it runs.", "The service is still available at its old address.")
def network_added(s):
    network, octets = s.network()
    web = s.run()
    s.user("network", "connect", network, web)
    s.wait()
    wrong = s.wrong()
    return wrong, s.control(web)


@situation("A container has no network (--network none); its service responds inside.",
           "A probe from outside cannot reach the service, so it is inconclusive.", selected=True)
def network_none(s):
    s.run(flags=["--network=none"], wait=False)
    s.wait(30)
    return s.wrong(), None


def behind_driver(s, driver):
    """A network whose containers the host itself cannot reach, although it has an address in the same subnet."""
    bridge = "hm%d" % random.randrange(10 ** 6)
    octets = "10.113.%d" % random.randrange(1, 255)
    link("link", "add", bridge, "type", "bridge")
    s.endings.append(lambda: link("link", "del", bridge, must=False))
    if not link("link", "add", bridge + "t", "link", bridge, "type", driver, must=False):
        raise Unavailable("the kernel has no %s" % driver)
    link("link", "del", bridge + "t")
    link("address", "add", octets + ".1/24", "dev", bridge)
    link("link", "set", bridge, "up")
    s.engine.docker("network", "create", "-d", driver, "-o", "parent=" + bridge, "--subnet", octets + ".0/24", bridge)
    s.endings.append(lambda: s.engine.docker("network", "rm", bridge, must=False))
    s.run(flags=["--network=" + bridge, "--ip=%s.53" % octets], wait=False)
    s.wait(40)
    return s.wrong(), None


@situation("A container is in a macvlan network, which is unreachable from its own host.",
           "Other machines reach the service; a probe from this host is inconclusive.", selected=True)
def macvlan(s):
    return behind_driver(s, "macvlan")


@situation("A container is in an ipvlan network, which is unreachable from its own host.",
           "Other machines reach the service; a probe from this host is inconclusive.")
def ipvlan(s):
    return behind_driver(s, "ipvlan")


@situation("A service listens on IPv6 only, in a network with both families.", "The service responds at one of its addresses.",
           selected=True)
def ipv6_only(s):
    network, octets = s.network("--ipv6", "--subnet", "fd00:113:%x::/64" % random.randrange(1, 65535))
    s.run(flags=["--network=" + network, "--sysctl=net.ipv6.conf.all.disable_ipv6=0", "--sysctl=net.ipv6.bindv6only=1"],
          env={"SERVE": "httpd -f -p [::]:80 -h /ctl/www"}, health="wget -q -O /dev/null http://[::1]/h", wait=False)
    s.wait(30)
    return s.wrong(), None


@situation("The bridge of one network with four containers is down for 40 s.", "The cause is shared, and restarts do not help.",
           roles="a b c d", needs="probe")
def network_down(s):
    network, octets = s.network()
    names = [s.run(role, flags=["--network=" + network], wait=False) for role in "abcd"]
    for name in names:
        s.await_ready(name, serves=True)
    bridge = s.bridge_of(network)
    link("link", "set", bridge, "down")
    try:
        s.wait(40)
    finally:
        link("link", "set", bridge, "up")
    s.wait(10)
    wrong = s.wrong()
    s.accept()
    return wrong, s.control(names[0], within=90)


@situation("An external service is down for 40 s, and all four services of a Compose project return errors.",
           "The cause is shared, and restarts do not help.", roles="a b c d", needs="probe")
def project_fails(s):
    label = "--label=com.docker.compose."
    names = [s.run(role, flags=[label + "project=harmtogether", label + "service=" + role], wait=False) for role in "abcd"]
    for name in names:
        s.await_ready(name, serves=True)
    for name in names:
        s.fail(name, lasting=True)
    s.wait(40)
    for name in names:
        s.recover(name)
    s.wait(10)
    wrong = s.wrong()
    s.accept()
    return wrong, s.control(names[0], within=90)
