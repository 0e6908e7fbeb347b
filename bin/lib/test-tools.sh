# shellcheck shell=bash
# The steps of bin/test. Needs say.sh.

failed=0
results=()

# Runs step $1 by the rest of the arguments. A failed step does not hide what the next ones would say.
step() {
  local title=$1 started=$SECONDS code=0
  shift
  say "$title"
  ("$@") || code=$?
  case $code in
    0) results+=("passed  $((SECONDS - started)) s  $title") ;;
    77) results+=("skipped      $title: the tool is not installed") ;;
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
  if ((failed == 0)); then good 'nothing failed'; else warn 'something failed; it stands above'; fi
}

check_scripts() {
  command -v shellcheck >/dev/null || return 77
  local scripts=(bin/dashboards bin/demo bin/dogwatch bin/image bin/test bin/lib/*.sh .ci/run demo/*/start.sh)
  [[ -f bin/bench ]] && head -n 1 bin/bench | grep -q sh && scripts+=(bin/bench)
  shellcheck -x "${scripts[@]}"
}

check_alerts() {
  command -v promtool >/dev/null || return 77
  promtool check rules alerts/*.yml
  promtool test rules alerts/tests/*.yml
}

# Maven with arguments $@; the whole output goes to a file, and what a person needs of it to the terminal.
run_maven() {
  local code=0
  mkdir -p target
  # To a file and not through a pipe alone: a test must not be able to hold the script open.
  mvn -B --no-transfer-progress "$@" </dev/null 2>&1 | tee target/bin-test.log \
    | grep --line-buffered -E '^\[(ERROR|WARNING)\]|Tests run:|BUILD |Total time|<<< |^\[INFO\] --- .*(surefire|failsafe|spotless|compiler)' \
    || code=$?
  note "the whole output: target/bin-test.log"
  return "$code"
}

# Maven leaves a jar alone whose content did not change; without this it would look older than its sources.
touch_jar() { [[ ! -s target/dogwatch.jar ]] || touch target/dogwatch.jar; }

# The integration tests make their image from a static busybox and look into network namespaces. Where nobody waits for it,
# the tools that are else skipped are installed too.
install_test_tools() {
  local wanted=()
  [[ -x /bin/busybox || -x /usr/bin/busybox ]] && ! ldd "$(command -v busybox)" >/dev/null 2>&1 || wanted+=(busybox-static)
  command -v ip >/dev/null || wanted+=(iproute2)
  command -v iptables >/dev/null || wanted+=(iptables)
  # The servers that the probers are tried on.
  [[ -x /usr/sbin/nginx ]] || wanted+=(nginx-light)
  [[ -x /usr/sbin/postfix ]] || wanted+=(postfix)
  [[ -x /usr/bin/prometheus-alertmanager ]] || wanted+=(prometheus-alertmanager)
  [[ -x /usr/bin/prometheus && -x /usr/bin/promtool ]] || wanted+=(prometheus)
  [[ -x /usr/sbin/saslpasswd2 ]] || wanted+=(sasl2-bin)
  [[ -x /usr/sbin/mariadbd ]] || wanted+=(mariadb-server)
  compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || wanted+=(postgresql)
  command -v redis-server >/dev/null || wanted+=(redis-server)
  command -v openssl >/dev/null || wanted+=(openssl)
  # An engine can keep logs in the journal, which the tests start where it does not run.
  [[ -x /lib/systemd/systemd-journald ]] || wanted+=(systemd)
  # The completion is tried in the shells that it is for.
  command -v zsh >/dev/null || wanted+=(zsh)
  command -v fish >/dev/null || wanted+=(fish)
  # What a person sees is tried in a real browser.
  command -v chromium >/dev/null || wanted+=(chromium fonts-dejavu-core)
  if [[ ${CI:-} == true && $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    command -v shellcheck >/dev/null || wanted+=(shellcheck)
  fi
  ((${#wanted[@]} > 0)) || return 0
  if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    die 3 "the integration tests need ${wanted[*]}: install them, or run bin/test --fast"
  fi
  say "installing ${wanted[*]} for the integration tests"
  apt-get -o DPkg::Lock::Timeout=300 update -qq </dev/null || warn 'apt-get update failed; going on'
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends \
    "${wanted[@]}" </dev/null 2>&1 | quote
}
