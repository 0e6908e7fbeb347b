# shellcheck shell=bash
# The base image: the official one if present, otherwise one made from local files. Needs say.sh, jdk.sh, engine.sh.
# shellcheck source=bin/lib/packages.sh
. "${BASH_SOURCE[0]%/*}/packages.sh"

official_base=eclipse-temurin:25-jre

# Sets $base if it is empty.
choose_base() {
  [[ -z ${base:-} ]] || return 0
  if "$DOCKER" image inspect "$official_base" >/dev/null 2>&1; then
    base=$official_base
  else
    base=dogwatch-base:local
    make_base
  fi
}

# The modules reported by jdeps, and those loaded only at run time: elliptic curves for TLS, zip file systems, character
# sets, DNS lookups through JNDI, and container limits (management).
base_modules=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http
base_modules+=,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.attach,jdk.charsets
base_modules+=,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

# Makes dogwatch-base:local: a jlink runtime, the C libraries it needs, and a static busybox as the shell.
make_base() {
  local recipe work image library
  recipe=$({ cat "${BASH_SOURCE[0]}" "$JAVA_HOME/release"; } | sha256sum | cut -c1-16)
  [[ $("$DOCKER" image inspect -f '{{index .Config.Labels "dogwatch.base.recipe"}}' dogwatch-base:local 2>/dev/null) != "$recipe" ]] \
    || return 0
  say "making a base image with jlink from the local JDK ($official_base is not present)"
  work=$(mktemp -d)
  image=$work/image
  mkdir -p "$image"/{bin,etc,tmp,lib,usr/sbin,opt,var/lib}
  chmod 1777 "$image/tmp"
  "$JAVA_HOME/bin/jlink" --add-modules "$base_modules" --strip-debug --no-man-pages --no-header-files --compress zip-6 \
    --output "$image/opt/java"
  copy_program "$image/opt/java/bin/java" "$image" "$work/none"
  rm "$image/usr/sbin/java"
  while IFS= read -r library; do copy_libraries "$library" "$image"; done < <(find "$image/opt/java/lib" -name '*.so')
  # Required by the native library of sqlite-jdbc.
  for library in libm.so.6 libdl.so.2 libpthread.so.0 libgcc_s.so.1; do
    # awk reads to the end of the input: exiting early would terminate ldconfig by SIGPIPE, and with it the script.
    library=$(ldconfig -p | awk -v name="$library" '$1 == name && found == "" {found = $NF} END {print found}')
    [[ -z $library ]] || cp -L "$library" "$image/lib/"
  done
  cp -L "$(find_program busybox-static bin/busybox "$work/busybox")" "$image/bin/sh"
  printf '%s\n' root:x:0:0:root:/:/bin/sh dogwatch:x:10001:10001:dogwatch:/var/lib/dogwatch:/bin/false >"$image/etc/passwd"
  printf '%s\n' root:x:0: dogwatch:x:10001: >"$image/etc/group"
  tar -C "$image" --sort=name --owner=0 --group=0 --numeric-owner -c . \
    | "$DOCKER" import --change 'ENV JAVA_HOME=/opt/java PATH=/opt/java/bin:/bin' \
      --change "LABEL dogwatch.base.recipe=$recipe" - dogwatch-base:local >/dev/null
  rm -rf "$work"
}

# Copies the distribution's libraries needed by library $1 of the runtime. Desktop libraries (X11, sound) are missing on
# servers and not needed.
copy_libraries() {
  local needed
  while IFS= read -r needed; do
    case $needed in
      "$2"/*) ;;
      */ld-linux* | */ld-musl*) ;;
      *) cp -L -n "$needed" "$2/lib/" ;;
    esac
  done < <(ldd "$1" 2>/dev/null | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p')
}
