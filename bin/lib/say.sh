# shellcheck shell=bash
# Terminal output of the scripts: one line per step, colors only on a terminal.

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' green=$'\e[32m' plain=$'\e[0m'
else
  bold='' dim='' red='' green='' plain=''
fi

# Announces a step.
say() { printf '%s==>%s %s\n' "$bold" "$plain" "$*"; }

# Prints additional information.
note() { printf '    %s\n' "$*"; }

good() { printf '    %s%s%s\n' "$green" "$*" "$plain"; }

# Prints a warning.
warn() { printf '%swarning:%s %s\n' "$red" "$plain" "$*" >&2; }

# Exits with code $1. The rest is the error message: what is missing, and how to provide it.
die() {
  local code=$1
  shift
  printf '%serror:%s %s\n' "$red" "$plain" "$*" >&2
  exit "$code"
}

# Indents and dims the output of a tool to keep the steps readable.
quote() {
  local line
  while IFS= read -r line || [[ -n $line ]]; do printf '    %s%s%s\n' "$dim" "$line" "$plain"; done
}

# Commands to run at exit, in reverse order, including after Ctrl-C and SIGTERM.
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

# The folder that keeps downloads and the private engine's images between runs.
cache_folder() { printf '%s\n' "${DOGWATCH_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/dogwatch}"; }
