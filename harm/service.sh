#!/bin/sh
# The service in the situations. It serves /ctl/www on port 80; its environment changes its behaviour.
#   BOOT        seconds before it serves           LIFE, CODE  exits after LIFE seconds with CODE (0)
#   STOP        stop signal (TERM), or none        FAILURES    exits with 1 that many times, then with 0
#   DRAIN, END  seconds from the stop signal to the exit, which has code END (0); until then it answers 404
#   SICK        seconds after which it answers 404, after every start
#   SERVE       another command than the web server
# SIGALRM makes it crash. While the file /ctl/sick exists, a restart does not help.
# shellcheck disable=SC2317 # called by a trap
stop() {
  [ "${DRAIN:-0}" = 0 ] || {
    rm -f /ctl/www/h
    sleep "$DRAIN" &
    wait $!
  }
  exit "${END:-0}"
}
trap '' HUP
trap : USR1 USR2 WINCH
trap 'exit 1' ALRM
[ "${STOP:-TERM}" = TERM ] || trap '' TERM
[ "$STOP" = none ] || trap stop "${STOP:-TERM}"
mkdir -p /ctl/www
[ -e /ctl/sick ] || echo ok >/ctl/www/h
[ -z "$HELLO" ] || echo "$HELLO"
[ "${BOOT:-0}" = 0 ] || {
  sleep "$BOOT" &
  wait $!
}
[ -z "$FAILURES" ] || {
  sleep 3
  echo run >>/ctl/runs
  [ "$(wc -l </ctl/runs)" -gt "$FAILURES" ] || exit 1
  exit 0
}
[ -z "$LIFE" ] || {
  sleep "$LIFE" &
  wait $!
  exit "${CODE:-0}"
}
[ -z "$SICK" ] || (sleep "$SICK" && rm -f /ctl/www/h) &
${SERVE:-httpd -f -p 80 -h /ctl/www} &
server=$!
echo started
while kill -0 "$server" 2>/dev/null; do wait "$server"; done
exit 3
