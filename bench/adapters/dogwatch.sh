#!/usr/bin/env bash
# Adapter of Dogwatch for a comparison suite: runopts | prepare | start | stop | detect.
# Environment: BENCH_WORK, BENCH_LIST (name, port, URL, log path; tab-separated), BENCH_PROFILE (default | fast),
# BENCH_INTERVAL and BENCH_HC_S (seconds), DOCKER_SOCK, DOGWATCH_PORT (published ports are not used: Dogwatch probes the container directly).
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
work=${BENCH_WORK:-}
profile=${BENCH_PROFILE:-fast}

run_options() {
  local interval=${BENCH_HC_S:-5} timeout=3 retries=1
  [[ $profile == default ]] && interval=30 timeout=30 retries=3
  printf '{"Healthcheck":{"Test":["CMD","/app","-check"],"Interval":%s000000000,"Timeout":%s000000000,"Retries":%s}}\n' \
    "$interval" "$timeout" "$retries"
}

defaults() {
  [[ $profile == default ]] && return 0
  cat <<YAML
defaults:
  startPeriod: 5s
  backoff: {initial: 1s, factor: 1, cap: 1s, jitter: 0, resetAfter: 1s}
  budget: {restarts: 1000, window: 10m}
YAML
}

# The port inside the container; on the host network both are the same.
rules() {
  local name port
  printf 'watch:\n'
  while IFS=$'\t' read -r name port _; do
    [[ ${BENCH_HOSTNET:-} ]] || port=80
    printf '  - name: %s\n    checks:\n      http: {port: %s%s}\n      log: {failure: ["FATAL"]}\n' "$name" "$port" "$(schedule)"
  done <"$BENCH_LIST"
}

schedule() {
  local interval=${BENCH_INTERVAL:-}
  [[ $profile == default ]] || interval=${interval:-1}
  [[ -n $interval ]] && printf ', interval: %ss' "$interval"
  # A timeout must be shorter than its interval.
  [[ $profile == default ]] || printf ', timeout: 999ms, failureThreshold: 1'
}

prepare() {
  rm -rf "$work/data"
  {
    printf 'hosts:\n  bench: {endpoint: "unix://%s"}\nstore: {dataDir: "%s/data"}\n' "${DOCKER_SOCK:-/var/run/docker.sock}" "$work"
    defaults
    rules
    printf 'server:\n  type: simple\n  applicationContextPath: /\n  adminContextPath: /admin\n'
    printf '  connector: {type: http, bindHost: 127.0.0.1, port: %s}\n' "${DOGWATCH_PORT:-28080}"

  } >"$work/dogwatch.yml"
  "$root/bin/dogwatch" check-config "$work/dogwatch.yml" >"$work/check.out" 2>&1 || { cat "$work/check.out" >&2; exit 2; }
}

start() {
  setsid "$root/bin/dogwatch" server "$work/dogwatch.yml" >"$work/log" 2>&1 </dev/null &
  echo $! >"$work/pids"
  local deadline=$((SECONDS + 60))
  until grep -qs 'engine connected' "$work/log"; do
    ((SECONDS < deadline)) || { tail -n 20 "$work/log" >&2; exit 1; }
    sleep 0.1
  done
}

stop() {
  local pid deadline=$((SECONDS + 15))
  pid=$(cat "$work/pids" 2>/dev/null) || return 0
  kill -TERM "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null && ((SECONDS < deadline)); do sleep 0.1; done
  kill -KILL "$pid" 2>/dev/null || true
  rm -f "$work/pids"
}

case ${1:-} in
  runopts) run_options ;;
  detect) echo 'phase target=bench/(\S+) from=\S+ to=(?:failing|restarting|backing-off) ' ;;
  prepare) prepare ;;
  start) start ;;
  stop) stop ;;
  *) echo "usage: ${0##*/} runopts|prepare|start|stop|detect" >&2; exit 2 ;;
esac
