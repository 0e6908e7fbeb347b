# shellcheck shell=bash
# shellcheck source=bin/lib/private-engine.sh
. "${BASH_SOURCE[0]%/*}/private-engine.sh"

# Finds a Docker engine that answers, or starts a private one. Needs say.sh.
#
# After find_engine: DOCKER_HOST is exported and $DOCKER is a client that can talk to that engine.
# DOGWATCH_NO_ENGINE_SOCKET=1 leaves out the usual sockets, to try the private engine beside another one.

# The endpoints where an engine may be, one a line. A person who names one is taken at their word.
engine_candidates() {
  if [[ -n ${DOCKER_HOST:-} ]]; then
    printf '%s\n' "$DOCKER_HOST"
  elif [[ -z ${DOGWATCH_NO_ENGINE_SOCKET:-} ]]; then
    [[ -S /var/run/docker.sock ]] && printf '%s\n' unix:///var/run/docker.sock
    [[ -n ${XDG_RUNTIME_DIR:-} && -S $XDG_RUNTIME_DIR/docker.sock ]] \
      && printf '%s\n' "unix://$XDG_RUNTIME_DIR/docker.sock"
  fi
  return 0
}

# Docker clients on this machine. A client of Docker 29 refuses an engine of Debian 12, whose own client gets on with it.
client_candidates() {
  command -v docker || true
  local client
  for client in /usr/bin/docker /usr/local/bin/docker; do
    [[ -x $client ]] && printf '%s\n' "$client"
  done
  return 0
}

# Sets $DOCKER to a client that gets an answer from endpoint $1.
choose_client() {
  local client
  while IFS= read -r client; do
    # A frozen engine accepts connections and never answers: the deadline tells.
    if timeout 10 "$client" -H "$1" version --format '{{.Server.Version}}' >/dev/null 2>&1; then
      DOCKER=$client
      return 0
    fi
  done < <(client_candidates)
  return 1
}

use_engine() {
  local version
  export DOCKER DOCKER_HOST=$1
  unset DOCKER_CONTEXT
  version=$("$DOCKER" version --format '{{.Server.Version}} (API {{.Server.APIVersion}})')
  note "engine: Docker $version at $DOCKER_HOST"
}

find_engine() {
  local endpoint named=${DOCKER_HOST:-}
  say 'looking for a Docker engine'
  [[ $(id -u) != 0 ]] || bury_dead_engines
  while IFS= read -r endpoint; do
    if choose_client "$endpoint"; then
      use_engine "$endpoint"
      return 0
    fi
    note "no answer from $endpoint"
  done < <(engine_candidates)

  can_start_engine || die 3 "no Docker engine answers${named:+ at $named}. Start one (systemctl start docker), install one" \
    '(apt-get install docker.io), join the docker group, or run this as root on Debian or Ubuntu, which sets one up by itself'
  local had_engine=''
  command -v dockerd >/dev/null && had_engine=yes
  install_engine
  if [[ -z $had_engine ]] && service_came_up; then
    use_engine unix:///var/run/docker.sock
    return 0
  fi
  start_private_engine
  use_engine "$private_endpoint"
}
