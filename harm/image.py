"""The images of the situations, made of a static busybox with docker import: no registry is used."""

import hashlib
import io
import os
import pathlib
import subprocess
import tarfile

APP = "harm/app"
NO_SHELL = "harm/no-shell"
HOST = "harm/host"
HERE = pathlib.Path(__file__).parent

# A server that loads its data, and is ready when /ctl/loaded exists. Started by nc for each connection.
REDIS = r"""#!/bin/sh
read -r -t 2 line
if [ -e /ctl/loaded ]; then printf '+PONG\r\n'; else printf -- '-LOADING Redis is loading the dataset in memory\r\n'; fi
sleep 0.2
"""
POSTGRES = r"""#!/bin/sh
if [ -e /ctl/loaded ]; then
  printf 'R\000\000\000\010\000\000\000\003'
else
  printf 'E\000\000\000\076SFATAL\000VFATAL\000C57P03\000Mthe database system is starting up\000\000'
fi
sleep 0.2
"""


def make_all(engine):
    """Imports the images that the engine does not have in this version."""
    busybox = pathlib.Path(os.environ["HARM_BUSYBOX"])
    programs = {"app": (HERE / "service.sh").read_text(), "redis": REDIS, "postgres": POSTGRES}
    recipe = hashlib.sha256((repr(programs) + pathlib.Path(__file__).read_text()).encode()).hexdigest()[:16]
    applets = subprocess.run([busybox, "--list"], capture_output=True, text=True, check=True).stdout.split()
    add(engine, APP, recipe, '["/bin/app"]', lambda tar: with_shell(tar, busybox, applets, programs))
    add(engine, NO_SHELL, recipe, '["/bin/busybox", "httpd", "-f", "-p", "80", "-h", "/ctl/www"]',
        lambda tar: tar.add(busybox, "bin/busybox"))
    add(engine, HOST, recipe, '["/bin/sh"]', with_links)


def add(engine, name, recipe, command, fill):
    label = "io.dogwatch.harm.recipe"
    if engine.docker("image", "inspect", "-f", '{{index .Config.Labels "%s"}}' % label, name, must=False) == recipe:
        return
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for folder in ("tmp", "etc", "ctl", "proc", "sys", "dev", "bin" if fill is not with_links else "usr"):
            entry = tarfile.TarInfo(folder)
            entry.type, entry.mode = tarfile.DIRTYPE, 0o1777 if folder == "tmp" else 0o755
            tar.addfile(entry)
        write(tar, "etc/passwd", "root:x:0:0:root:/:/bin/sh\n", 0o644)
        write(tar, "etc/group", "root:x:0:\n", 0o644)
        write(tar, "etc/nsswitch.conf", "hosts: files dns\n", 0o644)
        fill(tar)
    changes = ["CMD " + command, "ENV PATH=/bin:/usr/bin:/usr/sbin", "LABEL %s=%s" % (label, recipe)]
    subprocess.run([engine.client, "import", *[part for change in changes for part in ("--change", change)], "-", name],
                   input=archive.getvalue(), check=True, stdout=subprocess.DEVNULL)


def with_shell(tar, busybox, applets, programs):
    tar.add(busybox, "bin/busybox")
    for applet in applets:
        if applet != "busybox":
            link(tar, "bin/" + applet, "busybox")
    for name, text in programs.items():
        write(tar, "bin/" + name, text, 0o755)


def with_links(tar):
    """For servers installed on this machine: its /usr is mounted into the container."""
    for folder in ("bin", "lib", "lib64", "sbin"):
        link(tar, folder, "usr/" + folder)


def link(tar, name, to):
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = tarfile.SYMTYPE, to
    tar.addfile(entry)


def write(tar, name, text, mode):
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(text.encode()), mode
    tar.addfile(entry, io.BytesIO(text.encode()))
