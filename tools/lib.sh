# Shared by the commands in this folder; sourced, never run. Every long step shows that it is alive and, when it fails, the
# end of its output and where the whole of it lies.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs="$root/build/logs"
mkdir -p "$logs"
started_at=$SECONDS
# Checkouts in different places share compiled objects.
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# attempt "what is done" command...   Runs it with its output in a log; shows elapsed seconds every 10 s and at the end. When it
# fails: shows why and returns 1. last_log names the log.
attempt() {
  local title=$1 began=$SECONDS pid status=0
  shift
  last_log="$logs/$(tr -cs 'a-zA-Z0-9' '-' <<<"$title" | sed 's/^-*//; s/-*$//').log"
  printf '[%4ds] %s ... \n' "$((SECONDS - started_at))" "$title"
  "$@" >"$last_log" 2>&1 </dev/null &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    if ((SECONDS - began >= 10 && (SECONDS - began) % 10 == 0)) && kill -0 "$pid" 2>/dev/null; then
      printf '        %s: %ss  %s\n' "$title" "$((SECONDS - began))" "$(tail -n 1 "$last_log" | tr -d '\r' | cut -c1-90)"
      sleep 1
    fi
  done
  wait "$pid" || status=$?
  if ((status != 0)); then
    printf '[%4ds] FAILED (exit %s): %s\n' "$((SECONDS - started_at))" "$status" "$title" >&2
    grep -n -E 'error:|FAILED|Failure|\[  FAILED|Error:' "$last_log" | tail -n 30 >&2 || true
    printf -- '--- the end of %s:\n' "$last_log" >&2
    tail -n 60 "$last_log" >&2
    return 1
  fi
  printf '[%4ds] %s: done in %ss\n' "$((SECONDS - started_at))" "$title" "$((SECONDS - began))"
}

# step "what is done" command...   An attempt without which there is no use in going on.
step() { attempt "$@" || exit 1; }

# build preset target...   Configures when needed and builds; no targets means everything.
configure() { (cd "$root" && cmake --preset "$1"); }
build() {
  local preset=$1
  shift
  configure "$preset" && cmake --build "$root/build/$preset" -j "$(nproc)" ${1:+--target "$@"}
}
