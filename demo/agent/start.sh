#!/bin/sh
# Process 1 of agent: requests / from web every second and says how it went. That line is its heartbeat.
# (timeout and not wget -T: the alarm of Debian 12's static busybox crashes it.)
trap 'exit 0' TERM INT
while :; do
  if answer=$(timeout 2 wget -q -O - http://web/ 2>&1); then
    echo "GET / from web: ok: $answer"
  else
    echo "GET / from web: failed: $answer"
  fi
  sleep 1 &
  wait $!
done
