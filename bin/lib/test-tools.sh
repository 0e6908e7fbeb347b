# shellcheck shell=bash
# The steps of bin/test. Needs say.sh.

failed=0
results=()

# Runs step $1 with the command in the remaining arguments. Later steps run even if one fails.
step() {
  local title=$1 started=$SECONDS code=0
  shift
  say "$title"
  ("$@") || code=$?
  case $code in
    0) results+=("passed  $((SECONDS - started)) s  $title") ;;
    77) results+=("skipped      $title: tool not installed") ;;
    *)
      results+=("FAILED  $((SECONDS - started)) s  $title (code $code)")
      failed=1
      ;;
  esac
}

summarise() {
  local line
  ((${#results[@]} > 0)) || return 0
  say 'summary'
  for line in "${results[@]}"; do note "$line"; done
  if ((failed == 0)); then good 'all steps passed'; else warn 'at least one step failed; see above'; fi
}

check_scripts() {
  command -v shellcheck >/dev/null || return 77
  local scripts=(bin/dashboards bin/demo bin/dogwatch bin/harm bin/image bin/test bin/lib/*.sh .ci/run demo/*/start.sh harm/service.sh)
  [[ -f bin/bench ]] && head -n 1 bin/bench | grep -q sh && scripts+=(bin/bench)
  shellcheck -x "${scripts[@]}"
  # Declares all situations, so a syntax error or a duplicate is found without an engine.
  ! command -v python3 >/dev/null || bin/harm list >/dev/null
}

check_alerts() {
  command -v promtool >/dev/null || return 77
  promtool check rules alerts/*.yml
  promtool test rules alerts/tests/*.yml
}

# Runs Maven with arguments $@. The full output goes to a file, a summary to the terminal.
run_maven() {
  local code=0
  mkdir -p target
  # Not only through a pipe: a process left by a test must not keep the script waiting.
  mvn -B --no-transfer-progress "$@" </dev/null 2>&1 | tee target/bin-test.log \
    | grep --line-buffered -E '^\[(ERROR|WARNING)\]|Tests run:|BUILD |Total time|<<< |^\[INFO\] --- .*(surefire|failsafe|spotless|compiler)' \
    || code=$?
  note "full output: target/bin-test.log"
  return "$code"
}

# Maven does not rewrite a jar with unchanged content, so it would look older than its sources.
touch_jar() { [[ ! -s target/dogwatch.jar ]] || touch target/dogwatch.jar; }

# The integration tests make their image from a static busybox and inspect network namespaces. In CI, tools for optional
# steps are installed too.
install_test_tools() {
  local wanted=()
  [[ -x /bin/busybox || -x /usr/bin/busybox ]] && ! ldd "$(command -v busybox)" >/dev/null 2>&1 || wanted+=(busybox-static)
  command -v ip >/dev/null || wanted+=(iproute2)
  command -v iptables >/dev/null || wanted+=(iptables)
  command -v python3 >/dev/null || wanted+=(python3)
  # Servers used to test the probers.
  [[ -x /usr/sbin/nginx ]] || wanted+=(nginx-light)
  [[ -x /usr/sbin/postfix ]] || wanted+=(postfix)
  [[ -x /usr/bin/prometheus-alertmanager ]] || wanted+=(prometheus-alertmanager)
  [[ -x /usr/bin/prometheus && -x /usr/bin/promtool ]] || wanted+=(prometheus)
  [[ -x /usr/sbin/saslpasswd2 ]] || wanted+=(sasl2-bin)
  [[ -x /usr/sbin/mariadbd ]] || wanted+=(mariadb-server)
  compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || wanted+=(postgresql)
  command -v redis-server >/dev/null || wanted+=(redis-server)
  command -v openssl >/dev/null || wanted+=(openssl)
  # The tests start journald if it is not running, to test its log driver.
  [[ -x /lib/systemd/systemd-journald ]] || wanted+=(systemd)
  # The shells supported by the completion.
  command -v zsh >/dev/null || wanted+=(zsh)
  command -v fish >/dev/null || wanted+=(fish)
  # The browser used to test the pages.
  command -v chromium >/dev/null || wanted+=(chromium fonts-dejavu-core)
  if [[ ${CI:-} == true && $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    command -v shellcheck >/dev/null || wanted+=(shellcheck)
  fi
  ((${#wanted[@]} > 0)) || return 0
  if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    die 3 "missing packages for the integration tests: ${wanted[*]}; install them, or run bin/test --fast"
  fi
  say "installing ${wanted[*]} for the integration tests"
  apt-get -o DPkg::Lock::Timeout=300 update -qq </dev/null || warn 'apt-get update failed; continuing'
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends \
    "${wanted[@]}" </dev/null 2>&1 | quote
}
