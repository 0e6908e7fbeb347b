#!/bin/sh
# Process 1 of web: starts nginx and ends when nginx ends, so that a killed nginx is a crashed container.
rm -f /run/broken
mkdir -p /var/log/nginx
nginx -e stderr -c /etc/nginx.conf &
nginx=$!
trap 'kill -TERM $nginx' TERM INT
wait $nginx
code=$?
# The trap ends the first wait early.
while kill -0 $nginx 2>/dev/null; do wait $nginx; done
echo "nginx ended with code $code"
exit $code
