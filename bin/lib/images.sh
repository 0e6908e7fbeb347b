# shellcheck shell=bash
# Makes the demo's images from local files with docker import, without a registry. Needs say.sh, engine.sh.
# shellcheck source=bin/lib/packages.sh
. "${BASH_SOURCE[0]%/*}/packages.sh"

demo_programs=(web:nginx:sbin/nginx mailer:exim4-daemon-light:sbin/exim4 agent)

# Prints a hash of everything image $2 is made of. An image with the same hash is not made again.
recipe_of() {
  local root=$1 name=$2
  cat "$root/bin/lib/images.sh" "$root/bin/lib/packages.sh" "$root/demo/$name"/* | sha256sum | cut -c1-16
}

image_is_current() {
  [[ $("$DOCKER" image inspect -f '{{index .Config.Labels "io.dogwatch.demo.recipe"}}' "dogwatch-demo/$1" 2>/dev/null) == "$2" ]]
}

# Makes a root folder with busybox and its applets, two users and the files of demo/$2.
lay_out() {
  local root=$1 name=$2 image=$3 unpacked=$4 busybox applet
  mkdir -p "$image"/{bin,sbin,dev,proc,sys,etc,run,tmp,root,var/log,var/mail,var/spool,usr/bin,usr/sbin}
  chmod 1777 "$image/tmp"
  busybox=$(find_program busybox-static bin/busybox "$unpacked/busybox")
  if ldd "$busybox" >/dev/null 2>&1; then die 3 "$busybox is not statically linked; install busybox-static"; fi
  cp -L "$busybox" "$image/bin/busybox"
  for applet in $("$busybox" --list); do
    [[ $applet == busybox ]] || ln -s busybox "$image/bin/$applet"
  done
  printf '%s\n' root:x:0:0:root:/root:/bin/sh nobody:x:65534:65534:nobody:/:/bin/false \
    Debian-exim:x:101:101:mail:/var/spool/exim4:/bin/false >"$image/etc/passwd"
  printf '%s\n' root:x:0: mail:x:8: nogroup:x:65534: Debian-exim:x:101: >"$image/etc/group"
  cp "$root/demo/$name"/* "$image/etc/"
  chmod 755 "$image/etc/start.sh"
  chmod go-w "$image"/etc/*
}

make_image() {
  local root=$1 name=$2 package=$3 program=$4 recipe=$5 work path
  work=$(mktemp -d)
  lay_out "$root" "$name" "$work/image" "$work/unpacked"
  if [[ -n $package ]]; then
    path=$(find_program "$package" "$program" "$work/unpacked/$package")
    copy_program "$path" "$work/image" "$work/unpacked/$package"
  fi
  tar -C "$work/image" --sort=name --owner=0 --group=0 --numeric-owner -c . \
    | "$DOCKER" import --change 'CMD ["/etc/start.sh"]' --change 'ENV PATH=/usr/sbin:/bin' \
      --change "LABEL io.dogwatch.demo.recipe=$recipe" - "dogwatch-demo/$name" >/dev/null
  rm -rf "$work"
}

# Makes dogwatch-demo/web, dogwatch-demo/mailer and dogwatch-demo/agent in the engine; $1 is the checkout.
make_demo_images() {
  local root=$1 entry name package program recipe
  for entry in "${demo_programs[@]}"; do
    IFS=: read -r name package program <<<"$entry"
    recipe=$(recipe_of "$root" "$name")
    image_is_current "$name" "$recipe" && continue
    say "making image dogwatch-demo/$name from local files${package:+ (package $package, unpacked, not installed)}"
    make_image "$root" "$name" "$package" "$program" "$recipe"
  done
}
