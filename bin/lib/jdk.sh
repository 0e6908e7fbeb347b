# shellcheck shell=bash
# Finds a JDK that can build and run Dogwatch. Needs say.sh.

needed_java=25

# Prints the feature version of the JDK in folder $1, such as 25, or nothing if there is no JDK (a JRE has no javac).
java_version_of() {
  local home=$1 version=''
  [[ -x $home/bin/java && -x $home/bin/javac ]] || return 0
  if [[ -r $home/release ]]; then
    version=$(sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$home/release")
  fi
  if [[ -z $version ]]; then
    version=$("$home/bin/java" -version 2>&1 | sed -n '1s/.*"\(1\.\)\{0,1\}\([0-9]*\).*/\2/p') || true
  fi
  printf '%s\n' "$version"
}

# Prints folders that may contain a JDK: JAVA_HOME and the one on the path, then the usual locations, newest first.
java_candidates() {
  local on_path
  [[ -n ${JAVA_HOME:-} ]] && printf '%s\n' "$JAVA_HOME"
  if on_path=$(command -v java); then
    on_path=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
    printf '%s\n' "${on_path%/bin/java}"
  fi
  local home=${HOME:-/root} folder
  for folder in /usr/lib/jvm/* /usr/java/* /usr/local/lib/jvm/* /usr/local/*jdk* /opt/* /opt/*/* \
    "$home"/.sdkman/candidates/java/* "$home"/.jdks/* "$home"/.jenv/versions/* "$home"/.asdf/installs/java/* \
    "$home"/.local/share/mise/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ -d $folder ]] && printf '%s\n' "$folder"
  done | sort -V -r
}

# Exports JAVA_HOME and puts its bin folder first on the path. Exits with 3 if no JDK is new enough.
find_jdk() {
  local home version newest=0
  while IFS= read -r home; do
    version=$(java_version_of "$home")
    [[ -n $version ]] || continue
    if ((version >= needed_java)); then
      export JAVA_HOME=$home PATH="$home/bin:$PATH"
      return 0
    fi
    ((version > newest)) && newest=$version
  done < <(java_candidates)
  die 3 "no JDK $needed_java or newer found (newest found: ${newest/#0/none}); install one (such as Eclipse Temurin $needed_java, or" \
    "apt-get install openjdk-$needed_java-jdk-headless where the distribution has it) or set JAVA_HOME to it"
}
