# shellcheck shell=bash
# Builds the jar when it is missing or older than its sources. Needs say.sh and jdk.sh.

jar_is_current() {
  local root=$1 jar=$1/target/dogwatch.jar
  [[ -s $jar && -d $root/target/lib ]] || return 1
  [[ -z $(find "$root/pom.xml" "$root/src/main" -newer "$jar" -print -quit) ]]
}

need_maven() {
  command -v mvn >/dev/null || die 3 'Maven is missing: apt-get install maven (3.8 or newer), then run this again'
}

# target/dogwatch.jar and target/lib in folder $1.
build_if_needed() {
  local root=$1 started=$SECONDS
  if jar_is_current "$root"; then
    return 0
  fi
  need_maven
  say "building target/dogwatch.jar (the first time Maven fetches its libraries, which takes a few minutes)"
  # touch: Maven leaves a jar alone whose content did not change, and it would look old for ever.
  (cd "$root" && mvn -q -B -DskipTests package </dev/null && touch target/dogwatch.jar) \
    || die 1 'the build failed; what Maven said stands above'
  good "built in $((SECONDS - started)) s"
}
