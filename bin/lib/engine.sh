# shellcheck shell=bash
# shellcheck source=bin/lib/private-engine.sh
. "${BASH_SOURCE[0]%/*}/private-engine.sh"

# Finds a responding Docker engine, or starts a private one. Needs say.sh.
#
# find_engine exports DOCKER_HOST and sets $DOCKER to a client that works with this engine.
# DOGWATCH_NO_ENGINE_SOCKET=1 skips the usual sockets, to test the private engine next to another one.

# Prints candidate endpoints, one per line. An explicit DOCKER_HOST is the only candidate.
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

# Docker clients on this machine. The client of Docker 29 rejects the engine of Debian 12, while Debian's own client works.
client_candidates() {
  command -v docker || true
  local client
  for client in /usr/bin/docker /usr/local/bin/docker; do
    [[ -x $client ]] && printf '%s\n' "$client"
  done
  return 0
}

# Sets $DOCKER to a client that gets a response from endpoint $1.
choose_client() {
  local client
  while IFS= read -r client; do
    # A frozen engine accepts connections but never responds, hence the timeout.
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
  [[ $(id -u) != 0 ]] || remove_dead_engines
  while IFS= read -r endpoint; do
    if choose_client "$endpoint"; then
      use_engine "$endpoint"
      return 0
    fi
    note "no response from $endpoint"
  done < <(engine_candidates)

  can_start_engine || die 3 "no Docker engine responds${named:+ at $named}. Start one (systemctl start docker), install one" \
    '(apt-get install docker.io), join the docker group, or run this as root on Debian or Ubuntu to set one up automatically'
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
