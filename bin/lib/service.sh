# shellcheck shell=bash
# Runs Dogwatch for the demo, with demo/config.yml and a temporary work folder. Needs say.sh and trio.sh.

# shellcheck source=bin/lib/trio.sh
. "${BASH_SOURCE[0]%/*}/trio.sh"

service_pid='' service_url='' work=''

# Creates a folder for the store and the log, which is removed at exit unless $1 is given.
prepare_work_folder() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/dogwatch-demo.XXXXXX")
  mkdir "$work/data"
  if [[ -n $1 ]]; then
    at_end show_work_folder
  else
    at_end remove_work_folder
  fi
}

show_work_folder() { note "kept: $work"; }
remove_work_folder() { rm -rf "$work"; }

# Prints an unused port of the loopback interface.
free_port() {
  local port
  for _ in {1..50}; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  printf '%s\n' "$port"
}

start_dogwatch() {
  local root=$1 port
  port=$(free_port)
  service_url=http://127.0.0.1:$port
  say "starting Dogwatch at $service_url/ with demo/config.yml"
  DEMO_ENGINE=$DOCKER_HOST DEMO_DATA=$work/data DEMO_PORT=$port DEMO_PREFIX=$demo_prefix \
    DEMO_MAILER=$(address_of mailer) \
    "$root/bin/dogwatch" server "$root/demo/config.yml" >"$work/dogwatch.log" 2>&1 </dev/null &
  service_pid=$!
  at_end stop_dogwatch
}

stop_dogwatch() {
  local deadline=$((SECONDS + 12))
  kill -TERM "$service_pid" 2>/dev/null
  while kill -0 "$service_pid" 2>/dev/null && ((SECONDS < deadline)); do sleep 0.1; done
  if kill -KILL "$service_pid" 2>/dev/null; then warn 'Dogwatch did not stop within 12 s and was killed'; fi
  wait "$service_pid" 2>/dev/null
  return 0
}

show_service_log() {
  say "end of Dogwatch's log"
  tail -n 60 "$work/dogwatch.log" | quote
}
