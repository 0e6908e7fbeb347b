# shellcheck shell=bash
# Verifies that the image runs as intended: not as root, read-only, without capabilities, healthy, with a clean exit.
# Needs say.sh and engine.sh; $1 of check_image is the checkout.

checked=dogwatch-image-check-$$

remove_checked() { "$DOCKER" container rm --force --volumes "$checked" >/dev/null 2>&1 || true; }

# Prints the health status of the container: starting, healthy or unhealthy.
health_of_checked() { "$DOCKER" container inspect -f '{{.State.Health.Status}}' "$checked" 2>/dev/null || true; }

check_image() {
  local socket=${DOCKER_HOST#unix://} started=$SECONDS code
  [[ -S $socket ]] || die 3 "--check: DOCKER_HOST must be a Unix socket, not $DOCKER_HOST"
  say 'running the image: not as root, read-only, without capabilities, with a separate network'
  at_end remove_checked
  "$DOCKER" container create --name "$checked" --read-only --tmpfs /tmp:rw,exec,nosuid,nodev,size=32m --cap-drop ALL \
    --security-opt no-new-privileges --memory 256m --pids-limit 256 --group-add "$(stat -c %g "$socket")" \
    --volume "$socket:/var/run/docker.sock" --health-interval 2s dogwatch:latest \
    server /var/lib/dogwatch/config.yml >/dev/null
  copy_configuration "$1"
  "$DOCKER" container start "$checked" >/dev/null
  while [[ $(health_of_checked) != healthy ]]; do
    if ((SECONDS - started > 90)) || [[ $("$DOCKER" container inspect -f '{{.State.Running}}' "$checked") != true ]]; then
      "$DOCKER" container logs --tail 40 "$checked" 2>&1 | quote
      "$DOCKER" container inspect -f '{{range .State.Health.Log}}{{.Output}}{{end}}' "$checked" | tail -n 5 | quote
      die 1 'the container did not become healthy'
    fi
    sleep 0.5
  done
  good "healthy after $((SECONDS - started)) s, user $("$DOCKER" container inspect -f '{{.Config.User}}' "$checked")"
  started=$SECONDS
  "$DOCKER" container stop --time 15 "$checked" >/dev/null
  code=$("$DOCKER" container inspect -f '{{.State.ExitCode}}' "$checked")
  [[ $code == 0 ]] || die 1 "docker stop: exit code $code instead of 0"
  good "docker stop: exit code 0 after $((SECONDS - started)) s"
}

# Uses docker cp instead of a mount, because the engine may not have access to local folders. The volume is the only
# writable target.
copy_configuration() {
  local folder
  folder=$(mktemp -d)
  cp "$1/demo/image.yml" "$folder/config.yml"
  chmod 644 "$folder/config.yml"
  "$DOCKER" cp "$folder/config.yml" "$checked:/var/lib/dogwatch/" >/dev/null
  rm -rf "$folder"
}
