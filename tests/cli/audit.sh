#!/bin/sh
# codelab audit: what was done is noted, and a change of the record is noticed.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
export CODELAB_JAIL_HELPER="${CODELAB_JAIL_HELPER:-${codelab%/*}/codelab-jail}"
export CODELAB_DATA="$tmp/data" TZ=UTC
chmod 755 "$tmp"
mkdir "$tmp/p"
cd "$tmp/p" || exit 99
printf 'one\n' >a

ok "an empty log is whole" "$codelab" audit --verify
ok "a program runs" "$codelab" run --quiet -- echo secret
has "and is noted" "$("$codelab" audit)" "run  echo (+1 word)  "
is "without what it was given" "$("$codelab" audit --json | grep -c secret)" 0
"$codelab" run -- sh -c 'exit 3'
has "with how it ended" "$("$codelab" audit)" "run  sh (+2 words)  exit 3"
ok "a project is added" "$codelab" project add .
ok "exported" "$codelab" project export --to "$tmp/p.codelab"
ok "taken in" "$codelab" project import "$tmp/p.codelab" --to "$tmp/q"
ok "and removed" "$codelab" project remove "$tmp/q"
ok "for good" "$codelab" project gc --older-than 0
said=$("$codelab" audit --json)
for kind in run export import remove delete; do
    has "$kind is noted" "$said" "\"kind\":\"$kind\""
done
is "one object a line" "$(printf '%s\n' "$said" | grep -c '^{"n":[0-9]*,"time_ms":.*}$')" 6
is "from a number on" "$("$codelab" audit --since 5 | wc -l)" 2
ok "it is whole" "$codelab" audit --verify
has "also for programs" "$("$codelab" audit --verify --json)" '{"ok":true,"entries":6,'
printf 'two\n' >a
ok "the change is taken in" "$codelab" project add .
ok "a file is brought back" "$codelab" restore a@1
has "which is noted" "$("$codelab" audit | tail -1)" "restore  $tmp/p/a  a@1"
cp "$tmp/data/audit.head" "$tmp/head"
sed 's/^7/10/' "$tmp/head" >"$tmp/data/audit.head"
fails "what is cut off is missed" "$codelab" audit --verify
has "and told" "$tap_output" "3 entries are missing at the end of the audit log"
sed 's/ ./ x/' "$tmp/head" | tr x 0 | sed 's/0/1/5' >"$tmp/data/audit.head"
fails "what was put in its place is noticed" "$codelab" audit --verify
fails "numbers are numbers" "$codelab" audit --since yesterday
cp "$tmp/head" "$tmp/data/audit.head"
before=$("$codelab" audit | wc -l)
for i in 1 2 3 4 5 6 7 8 9 10; do
    "$codelab" run --quiet -- true &
done
wait
is "of ten at once each is noted once" "$("$codelab" audit | wc -l)" $((before + 10))
printf '1000\0run\0left by a killed one\0started\0/\0half a' >"$tmp/data/audit.taken"
has "what nobody came to note is noted" "$("$codelab" audit)" "left by a killed one"
ok "and not kept" test ! -e "$tmp/data/audit.taken"
mkdir "$tmp/data/audit.taken"
ok "a program runs where none can be noted" "$codelab" run --quiet -- true
has "and tells of nothing" "$("$codelab" audit)" "left by a killed one"
rmdir "$tmp/data/audit.taken"
before=$((before + 12))
is "which is noted when one can" "$("$codelab" audit | wc -l)" $before
done_testing
