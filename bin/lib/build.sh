# shellcheck shell=bash
# Builds the jar if it is missing or older than its sources. Needs say.sh and jdk.sh.

jar_is_current() {
  local root=$1 jar=$1/target/dogwatch.jar
  [[ -s $jar && -d $root/target/lib ]] || return 1
  [[ -z $(find "$root/pom.xml" "$root/src/main" -newer "$jar" -print -quit) ]]
}

need_maven() {
  command -v mvn >/dev/null || die 3 'Maven 3.8 or newer not found; install it (apt-get install maven), then run this again'
}

# Builds target/dogwatch.jar and target/lib in folder $1 if needed.
build_if_needed() {
  local root=$1 started=$SECONDS
  if jar_is_current "$root"; then
    return 0
  fi
  need_maven
  say "building target/dogwatch.jar (the first build downloads libraries, which takes a few minutes)"
  # touch: Maven does not rewrite a jar with unchanged content, so it would always look outdated.
  (cd "$root" && mvn -q -B -DskipTests package </dev/null && touch target/dogwatch.jar) \
    || die 1 'the build failed; see the Maven output above'
  good "built in $((SECONDS - started)) s"
}
