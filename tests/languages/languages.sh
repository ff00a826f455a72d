#!/bin/sh
# Each language that is installed, in the jail: what tests/languages/one.sh says of its programs.
# All of tests/languages/cases with LANGUAGES=all, else the ones named there, else some light ones.
# LANGUAGES_LEAST: so many must have run.  LANGUAGES_RESULTS: where the lines are left.
. "${top_srcdir:-.}/tests/lib/tap.sh"
CODELAB=${CODELAB:-${top_builddir:-.}/codelab}
case $CODELAB in /*) ;; *) CODELAB=$PWD/$CODELAB ;; esac
export CODELAB CODELAB_DATA="$tmp/data" CODELAB_JAIL_HELPER="${CODELAB_JAIL_HELPER:-${CODELAB%/*}/codelab-jail}"
here=$(cd "${top_srcdir:-.}/tests/languages" && pwd)
results=${LANGUAGES_RESULTS:-$tmp/results}
chmod 755 "$tmp"
mkdir -p "$results" "$tmp/p"
chmod 755 "$tmp/p"

case ${LANGUAGES:-} in
all) ids=$(ls "$here/cases") ;;
'') ids="bash awk c python lua sed" ;;
*) ids=$LANGUAGES ;;
esac
for id in $ids; do
    echo "$id"
done | xargs -P "$(nproc)" -I ID sh -c "'$here/one.sh' '$here/cases/ID' '$tmp/p/ID' >'$results/ID' 2>&1"

ran=0
for id in $ids; do
    if grep -q '^missing' "$results/$id"; then
        tap_count=$((tap_count + 1))
        echo "ok $tap_count - $id # SKIP $(sed -n 's/^missing //p' "$results/$id")"
        continue
    fi
    ran=$((ran + 1))
    wants=$(grep -c '^= ' "$here/cases/$id")
    is "$id: all of its programs were run" "$(grep -cE '^[a-z]+ (ok|no) ' "$results/$id")" "$wants"
    while read -r check answer _ _ what; do
        case $answer in
        ok) tap_result "$id: $check" 0 ;;
        no)
            tap_result "$id: $check" 1
            tap_note "$what"
            ;;
        esac
    done <"$results/$id"
done
ok "at least ${LANGUAGES_LEAST:-1} languages were run ($ran)" test "$ran" -ge "${LANGUAGES_LEAST:-1}"
done_testing
