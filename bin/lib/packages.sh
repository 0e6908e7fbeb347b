# shellcheck shell=bash
# Programs of the distribution, taken apart instead of installed: nothing on this machine is changed and no service
# starts. Needs say.sh.

apt_options=()

# apt-get with package lists that work for any user: the machine's own, or a private copy if those are missing.
apt_quietly() { apt-get -qq -o APT::Sandbox::User=root "${apt_options[@]}" "$@" </dev/null; }

refresh_package_lists() {
  local folder
  folder=$(cache_folder)/apt
  mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
  apt_options=(-o "Dir::State::Lists=$folder/lists" -o "Dir::Cache=$folder/cache")
  note 'fetching package lists'
  apt_quietly update >/dev/null 2>&1
}

# Package $1 and, of what it depends on, the libraries this machine lacks. A simulated installation names them.
packages_for() {
  printf '%s\n' "$1"
  apt_quietly -s install --no-install-recommends "$1" 2>/dev/null \
    | sed -n 's/^Inst \(lib[^ ]*\|nginx[^ ]*\) .*/\1/p'
}

# Unpacks package $1 with its missing libraries into folder $2. False if apt cannot.
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

# Prints the path of program $2 (such as sbin/nginx) of package $1: unpacked below folder $3, else as installed here.
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
  die 3 "cannot get $program: neither apt-get can download package $package nor is it installed;" \
    "install $package or make apt-get work, then run this again"
}

# Copies program $1, with the libraries and the loader it needs, into image folder $2; unpacked packages are below $3.
copy_program() {
  local program=$1 image=$2 unpacked=$3 path library libraries
  path=$({ find "$unpacked" -name '*.so.*' -printf '%h\n' 2>/dev/null || true; } | sort -u | paste -sd:)
  mkdir -p "$image/usr/sbin" "$image/lib"
  cp -L "$program" "$image/usr/sbin/"
  libraries=$(LD_LIBRARY_PATH=$path ldd "$program" 2>/dev/null) || return 0 # static
  if grep -q 'not found' <<<"$libraries"; then
    die 3 "libraries of $program are missing: $(sed -n 's/ => not found//p' <<<"$libraries" | tr -s '\t\n' ' ')"
  fi
  while IFS= read -r library; do
    case $library in
      */ld-linux* | */ld-musl* | */ld64*) mkdir -p "$image${library%/*}" && cp -L "$library" "$image$library" ;;
      *) cp -L "$library" "$image/lib/" ;;
    esac
  done < <(sed -n 's/.* => \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*\) (.*/\1/p' <<<"$libraries")
}
