#!/bin/sh
# Process 1 of web: starts nginx and exits with it, so a killed nginx crashes the container.
rm -f /run/broken
mkdir -p /var/log/nginx
nginx -e stderr -c /etc/nginx.conf &
nginx=$!
trap 'kill -TERM $nginx' TERM INT
wait $nginx
code=$?
# The trap interrupts the first wait.
while kill -0 $nginx 2>/dev/null; do wait $nginx; done
echo "nginx exited with code $code"
exit $code
