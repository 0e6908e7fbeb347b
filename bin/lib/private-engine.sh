# shellcheck shell=bash
# Installs docker.io if it is missing, and runs a private dockerd that stops with the script. Needs say.sh.

private_endpoint='' private_pid='' private_run='' private_bridge='' private_rule=''

# For an engine with a separate bridge even if docker0 is free, and with other images than the demo's. Set both before
# start_private_engine: the second octet of the network 10.N.0.0/16, and the folder in the cache.
private_octet='' private_store=engine

can_start_engine() { [[ $(id -u) == 0 ]] && { command -v dockerd || command -v apt-get; } >/dev/null; }

# Debian installs dockerd and iptables in sbin, which may be missing in PATH.
PATH=$PATH:/usr/sbin:/sbin

# Prints the missing packages required for an engine.
missing_packages() {
  local client
  client=$(client_candidates)
  command -v iptables >/dev/null || printf '%s\n' iptables
  command -v ip >/dev/null || printf '%s\n' iproute2
  if ! command -v dockerd >/dev/null; then
    printf '%s\n' docker.io
    client=''
  fi
  # The client is a separate package since Debian 13, and was part of docker.io before. Other clients may be too new.
  if [[ -z $client ]] && apt-cache show docker-cli >/dev/null 2>&1; then printf '%s\n' docker-cli; fi
}

install_engine() {
  local wanted
  [[ -n $(missing_packages) ]] || return 0
  say 'no Docker engine found; installing one with apt-get'
  apt-get -o DPkg::Lock::Timeout=300 update </dev/null 2>&1 | sed -n '/^\(E\|W\|Err\)/p' | quote \
    || warn 'apt-get update failed; using the existing package lists'
  mapfile -t wanted < <(missing_packages)
  note "packages: ${wanted[*]}"
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${wanted[@]}" \
    </dev/null 2>&1 | sed -u -n '/^\(E:\|W:\|Err\|Get:\|Setting up\|Need to get\)/p' | quote \
    || die 3 "apt-get could not install ${wanted[*]}; see its output above"
  hash -r
}

# Succeeds if the package installation has started an engine that responds. Without an init system, nothing else would
# stop the engine, so the script stops it.
service_came_up() {
  local deadline=$((SECONDS + 30))
  while pgrep -x dockerd >/dev/null && ((SECONDS < deadline)); do
    if [[ -S /var/run/docker.sock ]] && choose_client unix:///var/run/docker.sock; then
      if [[ -d /run/systemd/system ]]; then
        note 'the package has started the engine as a service, which is left running'
      else
        at_end stop_service
      fi
      return 0
    fi
    sleep 0.3
  done
  return 1
}

stop_service() { invoke-rc.d docker stop >/dev/null 2>&1 || service docker stop >/dev/null 2>&1; }

# The engine needs cgroups, which may not be mounted on machines without an init system.
mount_cgroups() {
  grep -q ' /sys/fs/cgroup' /proc/self/mounts && return 0
  note 'cgroups are not mounted; mounting cgroup2 at /sys/fs/cgroup'
  mount -t cgroup2 none /sys/fs/cgroup || warn 'mounting cgroup2 failed; the engine may not start'
}

# Succeeds if docker0 is in use: by another running engine, or by containers that outlived theirs (live-restore, a crash).
docker0_is_taken() {
  [[ -e /sys/class/net/docker0 ]] || return 1
  pgrep -x dockerd >/dev/null || [[ -n $(ls /sys/class/net/docker0/brif) ]]
}

# Adds flags to dockerd_flags that keep a second engine from disturbing the first. A second dockerd with iptables=true
# would flush the chains of the first. Two engines cannot share docker0, because both would assign the same addresses.
plan_network() {
  [[ -n $private_octet ]] || docker0_is_taken || return 0
  local third octet
  private_bridge="dw$$"
  private_bridge=${private_bridge:0:15}
  for third in ${private_octet:-201 202 203 204 205}; do
    octet="10.$third.$((RANDOM % 256))"
    ip -4 route show | grep -q "^${octet//./\\.}\\." || break
  done
  note "the private engine gets bridge $private_bridge ($octet.0/24) and leaves docker0 alone"
  printf '%s\n' "$private_bridge" >"$private_run/bridge"
  ip link add "$private_bridge" type bridge
  ip address add "$octet.1/24" dev "$private_bridge"
  ip link set "$private_bridge" up
  dockerd_flags+=("--bridge=$private_bridge" --iptables=false --ip6tables=false --ip-masq=false)
  # An engine that is started again must not have an address pool: see launch_engine.
  [[ -n $private_octet ]] || dockerd_flags+=("--default-address-pool=base=10.$third.0.0/16,size=24")
  # The other engine sets the FORWARD policy to DROP, which may also affect bridged packets.
  private_rule="10.$third.0.0/16"
  printf '%s\n' "$private_rule" >"$private_run/rule"
  iptables -I FORWARD -s "$private_rule" -d "$private_rule" -j ACCEPT || private_rule=''
}

# Starts dockerd with $@ as extra flags. Succeeds if it responds within 60 s.
launch_engine() {
  local deadline=$((SECONDS + 60))
  # Remove networks of earlier runs: a dockerd 20.10 that finds them and is given an address pool deletes docker0, even if
  # it belongs to another engine, which can then start no container on it.
  rm -rf "$private_data/network"
  # setsid: Ctrl-C stops only the demo, which then stops its containers and the engine, in this order.
  setsid dockerd --host "$private_endpoint" --data-root "$private_data" --exec-root "$private_run/exec" \
    --pidfile "$private_run/pid" --containerd-namespace "$private_name" \
    --containerd-plugins-namespace "$private_name-plugins" "${dockerd_flags[@]}" "$@" \
    >>"$private_run/log" 2>&1 </dev/null 9>&- &
  private_pid=$!
  while ((SECONDS < deadline)); do
    kill -0 "$private_pid" 2>/dev/null || break
    [[ -S ${private_endpoint#unix://} ]] && choose_client "$private_endpoint" && return 0
    sleep 0.2
  done
  end_dockerd
  return 1
}

# Images are kept between runs. A concurrent run uses a separate folder.
choose_data_folder() {
  private_data=$(cache_folder)/$private_store
  mkdir -p "$private_data"
  exec 9>"$private_data.lock"
  flock -n 9 && return 0
  private_data=$private_run/data
  mkdir -p "$private_data"
}

# Unmounts everything mounted in the folders $@.
unmount_below() {
  local folder mounted
  for folder in "$@"; do
    while IFS= read -r mounted; do umount -l "$mounted" 2>/dev/null || true; done \
      < <(awk -v folder="$folder/" 'index($2, folder) == 1 {print $2}' /proc/self/mounts | sort -r)
  done
}

# Prints the process ids of dockerd, containerd and its shims that run in folder $1.
processes_of() {
  local process
  for process in $(pgrep '^(dockerd|containerd)'); do
    if tr '\0' '\n' <"/proc/$process/cmdline" 2>/dev/null | grep -qF -- "$1/exec"; then printf '%s\n' "$process"; fi
  done
}

# Removes leftovers of private engines that were killed with their owner: dockerd, shims with their containers, network
# namespaces (which respond at their old addresses while they are mounted), bridges, rules, folders. The integration
# tests use the same folder with the same files: `owner` (a process id), `bridge`, `rule`.
remove_dead_engines() {
  local run owner process bridge rule removed=''
  for run in /tmp/dogwatch-engine[.-]* "${TMPDIR:-/tmp}"/dogwatch-engine[.-]*; do
    # Any user can create such a folder in /tmp: trust only folders of this user, and only values in the expected format.
    [[ -d $run && -O $run && ! -L $run && -f $run/owner ]] || continue
    owner=$(<"$run/owner")
    [[ $owner =~ ^[0-9]+$ ]] || continue
    # A zombie process has no command line.
    [[ -z $(tr -d '\0' 2>/dev/null <"/proc/$owner/cmdline") ]] || continue
    note "removing leftovers of a killed engine in $run"
    for process in $(processes_of "$run"); do
      pkill -KILL -P "$process" || true
      kill -KILL "$process" 2>/dev/null || true
    done
    unmount_below "$run"
    bridge=$(cat "$run/bridge" 2>/dev/null || true)
    if [[ $bridge =~ ^dw(br)?[0-9]+$ ]]; then ip link delete "$bridge" 2>/dev/null || true; fi
    rule=$(cat "$run/rule" 2>/dev/null || true)
    if [[ $rule =~ ^10\.(20[1-5]|113)\.0\.0/16$ ]]; then iptables -D FORWARD -s "$rule" -d "$rule" -j ACCEPT 2>/dev/null || true; fi
    rm -rf --one-file-system "$run" || warn "$run cannot be removed completely"
    removed=yes
  done
  # The kernel removes network namespaces shortly after the last unmount; until then docker0 appears to be in use.
  [[ -z $removed ]] || sleep 1
}

start_private_engine() {
  dockerd_flags=()
  private_name=dogwatch-$$
  private_run=$(mktemp -d "${TMPDIR:-/tmp}/dogwatch-engine.XXXXXX")
  printf '%s\n' $$ >"$private_run/owner"
  private_endpoint=unix://$private_run/docker.sock
  at_end stop_private_engine
  choose_data_folder
  say "starting a private Docker engine (stops with this script; images are kept in $private_data)"
  mount_cgroups
  plan_network
  launch_engine && return 0
  note 'it did not start; trying the slower storage driver vfs, which works on any file system'
  private_data=$private_data-vfs
  mkdir -p "$private_data"
  launch_engine --storage-driver=vfs && return 0
  tail -n 15 "$private_run/log" | quote
  die 3 'the private Docker engine did not start; see the end of its log above'
}

end_dockerd() {
  local deadline=$((SECONDS + 20))
  [[ -n $private_pid ]] || return 0
  kill -TERM "$private_pid" 2>/dev/null
  while kill -0 "$private_pid" 2>/dev/null && ((SECONDS < deadline)); do sleep 0.1; done
  kill -KILL "$private_pid" 2>/dev/null
  wait "$private_pid" 2>/dev/null
  private_pid=''
  return 0
}

stop_private_engine() {
  note 'stopping the private Docker engine'
  end_dockerd
  unmount_below "$private_run" "$private_data"
  [[ -n $private_rule ]] && iptables -D FORWARD -s "$private_rule" -d "$private_rule" -j ACCEPT 2>/dev/null
  [[ -n $private_bridge ]] && ip link delete "$private_bridge" 2>/dev/null
  rm -rf "$private_run"
  return 0
}
