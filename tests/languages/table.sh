#!/bin/sh
# table.sh CODELAB RESULTS: the table of docs/languages.md, from what languages.sh left in RESULTS.
# Seconds and peak are of the hello program; the jail's cost is its time less that of the same
# commands outside of it (without the flags that the table puts into the environment), both the best
# of three.  Wants jq.
set -u
codelab=$1
results=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/codelab-table-XXXXXX")
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

# best COMMAND...: the shortest of three, in milliseconds
best() {
    least=
    for _ in 1 2 3; do
        from=$(date +%s%N)
        "$@" >/dev/null 2>&1 <word
        took=$((($(date +%s%N) - from) / 1000000))
        [ -n "$least" ] && [ "$least" -le "$took" ] || least=$took
    done
    echo "$least"
}

cell() {
    case $(sed -n "s/^$1 \(ok\|no\) .*/\1/p" "$results/$id") in
    ok) printf ' yes |' ;;
    no) printf ' NO |' ;;
    *) printf ' |' ;;
    esac
}

echo '| language | version | hello | stdin | exit code | exception to line | compile error to line | time-out | memory | ms | peak MB | jail ms |'
echo '|---|---|---|---|---|---|---|---|---|---|---|---|'
for id in $(ls "$results"); do
    version=$(sed -n 's/^version //p' "$results/$id")
    grep -q '^missing' "$results/$id" && continue
    printf '| %s | %s |' "$id" "$version"
    if grep -q '^print' "$results/$id"; then
        cell print
        printf ' |'
        file=$(sed -n 's/^= print //p' "$here/cases/$id")
    else
        cell hello
        cell hello
        file=$(sed -n 's/^= hello //p' "$here/cases/$id")
    fi
    for check in exit throw broken loop eat; do
        cell $check
    done
    lang=$(sed -n 's/^#!lang //p' "$here/cases/$id")
    mkdir "$work/$id" && chmod 755 "$work/$id" && cd "$work/$id" || exit 1
    echo world >word
    awk '/^#!lang / { next } /^= / { split($3, part, ":"); file = part[1]; next } { print > file }' "$here/cases/$id"
    peak=0
    for _ in 1 2 3; do
        json=$("$codelab" run --json --discard ${lang:+--lang "$lang"} "$file" <word)
        got=$(printf '%s' "$json" | sed 's/.*"memory":{"limit":[0-9]*,"used":\([0-9]*\).*/\1/')
        [ "$got" -gt "$peak" ] && peak=$got
    done
    inside=$(best "$codelab" run --quiet ${lang:+--lang "$lang"} "$file")
    printf '%s' "$json" | jq -r '((.compile // ["true"]) | @sh) + " && " + (.command | @sh)' >plain
    mkdir -p /tmp/codelab-build
    outside=$(best sh ./plain)
    rm -rf /tmp/codelab-build
    printf ' %s | %s | %s |\n' "$inside" "$((peak / 1048576))" "$((inside - outside))"
done
