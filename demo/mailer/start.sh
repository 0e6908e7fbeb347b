#!/bin/sh
# Process 1 of mailer: an SMTP server (exim) on port 25. Its log becomes the container's log.
mkdir -p /etc/exim4 /var/spool/exim4 /var/log/exim4 /var/mail/demo/new /var/mail/demo/cur /var/mail/demo/tmp
touch /var/log/exim4/mainlog
chown -R 101:101 /var/spool/exim4 /var/log/exim4 /var/mail/demo/new /var/mail/demo/cur /var/mail/demo/tmp
# The default path of Debian's exim; with -C it would drop the privileges needed for delivery.
cp /etc/exim4.conf /etc/exim4/exim4.conf
tail -n 0 -F /var/log/exim4/mainlog &
exim4 -bdf -q1m &
exim=$!
trap 'kill -TERM $exim' TERM INT
wait $exim
code=$?
while kill -0 $exim 2>/dev/null; do wait $exim; done
exit $code
