# shellcheck shell=bash
# Unpacks programs of the distribution instead of installing them: the machine is not changed, and no service is started.
# Needs say.sh.

apt_options=()

# Runs apt-get as any user, with the machine's package lists, or a private copy if these are missing.
apt_quietly() { apt-get -qq -o APT::Sandbox::User=root "${apt_options[@]}" "$@" </dev/null; }

refresh_package_lists() {
  local folder
  folder=$(cache_folder)/apt
  mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
  apt_options=(-o "Dir::State::Lists=$folder/lists" -o "Dir::Cache=$folder/cache")
  note 'downloading package lists'
  apt_quietly update >/dev/null 2>&1
}

# Prints package $1 and those of its dependencies that are missing on this machine, from a simulated installation.
packages_for() {
  printf '%s\n' "$1"
  apt_quietly -s install --no-install-recommends "$1" 2>/dev/null \
    | sed -n 's/^Inst \(lib[^ ]*\|nginx[^ ]*\) .*/\1/p'
}

# Unpacks package $1 with its missing libraries into folder $2. Fails if apt fails.
unpack_package() {
  local package=$1 into=$2 folder archive names
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
  folder=$(mktemp -d)
  mapfile -t names < <(packages_for "$package" | sort -u)
  if ! (cd "$folder" && apt_quietly download "${names[@]}") >/dev/null 2>&1; then
    refresh_package_lists || true
    mapfile -t names < <(packages_for "$package" | sort -u)
    (cd "$folder" && apt_quietly download "${names[@]}") >/dev/null 2>&1 || { rm -rf "$folder" && return 1; }
  fi
  mkdir -p "$into"
  for archive in "$folder"/*.deb; do dpkg -x "$archive" "$into" || { rm -rf "$folder" && return 1; }; done
  rm -rf "$folder"
}

# Prints the path of program $2 (such as sbin/nginx) of package $1: unpacked in folder $3, otherwise as installed.
find_program() {
  local package=$1 program=$2 unpacked=$3 folder
  if unpack_package "$package" "$unpacked" >&2; then
    for folder in "$unpacked/usr" "$unpacked"; do
      [[ -x $folder/$program ]] && printf '%s\n' "$folder/$program" && return 0
    done
  fi
  for folder in /usr /usr/local ''; do
    [[ -x $folder/$program ]] && printf '%s\n' "$folder/$program" && return 0
  done
  die 3 "$program not found: package $package is not installed, and apt-get cannot download it;" \
    "install $package or fix apt-get, then run this again"
}

# Copies program $1 with its libraries and loader into image folder $2; unpacked packages are in $3.
copy_program() {
  local program=$1 image=$2 unpacked=$3 path library libraries
  path=$({ find "$unpacked" -name '*.so.*' -printf '%h\n' 2>/dev/null || true; } | sort -u | paste -sd:)
  mkdir -p "$image/usr/sbin" "$image/lib"
  cp -L "$program" "$image/usr/sbin/"
  libraries=$(LD_LIBRARY_PATH=$path ldd "$program" 2>/dev/null) || return 0 # static
  if grep -q 'not found' <<<"$libraries"; then
    die 3 "missing libraries of $program: $(sed -n 's/ => not found//p' <<<"$libraries" | tr -s '\t\n' ' ')"
  fi
  while IFS= read -r library; do
    case $library in
      */ld-linux* | */ld-musl* | */ld64*) mkdir -p "$image${library%/*}" && cp -L "$library" "$image$library" ;;
      *) cp -L "$library" "$image/lib/" ;;
    esac
  done < <(sed -n 's/.* => \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*\) (.*/\1/p' <<<"$libraries")
}
