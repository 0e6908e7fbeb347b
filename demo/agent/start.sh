#!/bin/sh
# Process 1 of agent: requests / from web every second and logs the result, which is its heartbeat.
# (timeout instead of wget -T, which crashes the static busybox of Debian 12.)
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
