#!/bin/sh
# codelab doctor: what it checks, in words and as JSON.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
export CODELAB_DATA="$tmp/data" HOME="$tmp" TERM=xterm-256color LC_ALL=C.UTF-8

said=$("$codelab" doctor)
has "the terminal is told" "$said" "TERM=xterm-256color"
has "the locale" "$said" "UTF-8"
has "the store" "$said" "$tmp/data"
has "and what is not Unicode" "$(LC_ALL=C "$codelab" doctor)" "shown as ?"
json=$("$codelab" doctor --json)
has "as JSON" "$json" '"what": "locale"'
has "with a state each" "$json" '"state": "ok"'
if command -v python3 >/dev/null; then
    ok "which is JSON" sh -c 'printf %s "$1" | python3 -m json.tool' - "$json"
fi
fails "a terminal that shows nothing is broken" env TERM=dumb "$codelab" doctor
has "and what to do is said" "$tap_output" "--plain"
fails "wrong use is refused" "$codelab" doctor now
done_testing
