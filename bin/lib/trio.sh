# shellcheck shell=bash
# The demo's three containers on a separate network: web, mailer and agent. Needs say.sh, engine.sh, images.sh.
# DOGWATCH_DEMO_PREFIX (default demo-) is the prefix of their names, which avoids conflicts with existing containers.

demo_prefix=${DOGWATCH_DEMO_PREFIX-demo-}
demo_network=dogwatch-${demo_prefix%-}
demo_names=(mailer web agent)

# Removes the containers of an earlier demo that was killed. Fails if other containers use the names.
remove_earlier_demo() {
  local name owner
  for name in "${demo_names[@]}"; do
    owner=$("$DOCKER" container inspect -f '{{index .Config.Labels "io.dogwatch.demo.member"}}' "$demo_prefix$name" 2>/dev/null) || continue
    [[ $owner == "$name" ]] || die 3 "a container named $demo_prefix$name exists and does not belong to the demo;" \
      'choose another prefix: DOGWATCH_DEMO_PREFIX=other-'
  done
  stop_trio
}

run_member() {
  local name=$1
  shift
  # No restart policy: only Dogwatch restarts the containers. Stop timeout of 2 s: a frozen nginx ignores SIGTERM.
  "$DOCKER" run --detach --name "$demo_prefix$name" --hostname "$name" --network "$demo_network" --network-alias "$name" \
    --label "io.dogwatch.demo.member=$name" --stop-timeout 2 --log-opt max-size=1m --memory 64m "$@" \
    "dogwatch-demo/$name" >/dev/null
}

address_of() {
  "$DOCKER" container inspect -f "{{(index .NetworkSettings.Networks \"$demo_network\").IPAddress}}" "$demo_prefix$1"
}

start_trio() {
  say "starting ${demo_names[*]} on network $demo_network"
  remove_earlier_demo
  at_end stop_trio
  "$DOCKER" network create --label io.dogwatch.demo.member=network "$demo_network" >/dev/null
  run_member mailer
  run_member web --tmpfs /run
  run_member agent
}

stop_trio() {
  local name
  for name in "${demo_names[@]}"; do
    "$DOCKER" container rm --force "$demo_prefix$name" >/dev/null 2>&1 || true
  done
  "$DOCKER" network rm "$demo_network" >/dev/null 2>&1 || true
}
