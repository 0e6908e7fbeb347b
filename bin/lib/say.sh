# shellcheck shell=bash
# What the scripts say to the person in front of them: one line a step, colour only on a terminal.

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' green=$'\e[32m' plain=$'\e[0m'
else
  bold='' dim='' red='' green='' plain=''
fi

# A step that begins now.
say() { printf '%s==>%s %s\n' "$bold" "$plain" "$*"; }

# Something that went well or is worth knowing.
note() { printf '    %s\n' "$*"; }

good() { printf '    %s%s%s\n' "$green" "$*" "$plain"; }

# Something a person may have to act upon.
warn() { printf '%swarning:%s %s\n' "$red" "$plain" "$*" >&2; }

# Ends the script: $1 is the exit code, the rest is what is missing and how to get it.
die() {
  local code=$1
  shift
  printf '%serror:%s %s\n' "$red" "$plain" "$*" >&2
  exit "$code"
}

# Output of a tool, set back and dimmed, so that the steps stay readable.
quote() {
  local line
  while IFS= read -r line || [[ -n $line ]]; do printf '    %s%s%s\n' "$dim" "$line" "$plain"; done
}

# Commands to run when the script ends, in reverse order. Ctrl-C and SIGTERM end the script, so they run then too.
endings=()
at_end() { endings+=("$1"); }

run_endings() {
  local code=$? index
  trap - EXIT
  trap '' INT TERM
  set +e
  for ((index = ${#endings[@]} - 1; index >= 0; index--)); do "${endings[index]}"; done
  exit "$code"
}
trap run_endings EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Where downloads and a private engine's images are kept between runs.
cache_folder() { printf '%s\n' "${DOGWATCH_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/dogwatch}"; }
