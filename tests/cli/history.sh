#!/bin/sh
# codelab history and restore: every version of a file is there and comes back.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
export CODELAB_DATA="$tmp/data" TZ=UTC

exits() {
    exits_name=$1 exits_want=$2
    shift 2
    exits_have=0
    said=$("$@" 2>&1) || exits_have=$?
    is "$exits_name" "$exits_have" "$exits_want"
}

mkdir "$tmp/p" && cd "$tmp/p" || exit 99
printf 'one\n' >a.c
chmod 640 a.c
"$codelab" project add >/dev/null
printf 'two\n' >a.c
"$codelab" project add >/dev/null

exits "the versions of a file are listed" 0 "$codelab" history a.c
is "the newest first" "$(printf '%s\n' "$said" | awk '{print $1, $4}' | tr '\n' ';')" "2 external;1 scan;"
said=$("$codelab" history --json a.c)
has "as an object too" "$said" '"path":"a.c","versions":[{"n":2,"time_ms":'
has "with sums" "$said" '"hash":"2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806"'

printf 'three, never seen by codelab\n' >a.c
exits "a version is restored" 0 "$codelab" restore a.c@1
has "telling where the present content went" "$said" "what was there is version 3"
is "the content is back" "$(cat a.c)" one
is "the mode is kept" "$(stat -c %a a.c)" 640
exits "what was there was recorded" 0 "$codelab" restore a.c@3 --to b.c
is "and comes back too" "$(cat b.c)" "three, never seen by codelab"
has "a restored version is a version" "$("$codelab" history a.c | head -n 1)" restore

has "which names the one it is made from" "$("$codelab" history --json a.c)" '"cause":"restore"'
has "with its parent" "$("$codelab" history --json a.c)" '"parent":1'
is "causes can be asked for" "$("$codelab" history --cause restore -n 1 a.c | awk '{print $4}')" restore
exits "those that there are" 2 "$codelab" history --cause magic a.c

exits "the project has a timeline" 0 "$codelab" log
has "with paths" "$said" "b.c@1"
is "as lines of JSON" "$("$codelab" log --json | head -n 1 | cut -c1-12)" '{"path":"b.c'
is "one for each version" "$("$codelab" log --json | wc -l | tr -d ' ')" "$("$codelab" history | wc -l | tr -d ' ')"
is "or only the newest" "$("$codelab" log -n 2 | wc -l | tr -d ' ')" 2
exits "a log takes no file" 2 "$codelab" log a.c

exits "a time names a version" 0 "$codelab" diff a.c@now
is "the newest that was there" "$said" ""
exits "before the first there is none" 1 "$codelab" restore a.c@2001-01-01
has "with the time that was understood" "$said" "there is no version of 'a.c' from 2001-01-01 23:59:59 or before"
exits "a time that is none is wrong use" 2 "$codelab" restore a.c@25:61
has "with the forms there are" "$said" "10m, 2h, 3d, 14:02"

echo changed >a.c
echo new >c.c
rm b.c
exits "a project is restored" 0 "$codelab" restore .@now
has "with what became of it" "$said" "files written"
exits "nowhere else" 1 "$codelab" restore .@now --to x

rm -f a.c
exits "a deleted file is restored" 0 "$codelab" restore a.c@2
is "with its content" "$(cat a.c)" two
is "and its mode" "$(stat -c %a a.c)" 640
(cd "$tmp" && rm -r p && "$codelab" restore p/a.c@1 >/dev/null)
is "even when its folder is gone" "$(cat "$tmp/p/a.c")" one

printf 'mine\n' >"$tmp/outside"
exits "a file that belongs to no project is not written over" 1 "$codelab" restore "$tmp/p/a.c@1" --to "$tmp/outside"
is "but kept" "$(cat "$tmp/outside")" mine
cd "$tmp/p" || exit 99
exits "no such version fails" 1 "$codelab" restore a.c@99
is "with a sentence" "$said" "codelab: cannot read version 99 of 'a.c': there is no such version"
exits "a file without history fails" 1 "$codelab" history none.c
exits "one outside of all projects too" 1 "$codelab" history /dev/null
has "with a remedy" "$said" "codelab project add DIR"
exits "no version is wrong use" 2 "$codelab" restore a.c
exits "two files are wrong use" 2 "$codelab" history a.c b.c
exits "help is an answer" 0 "$codelab" restore --help
exits "for history too" 0 "$codelab" history --help

chmod 755 "$tmp"
printf 'x' >"$tmp/p/$(printf 'esc\033[31m')"
"$codelab" project add "$tmp/p" >/dev/null
said=$("$codelab" history "$(printf 'none\033[31m')" 2>&1)
has "names cannot steer the terminal" "$said" 'none\x1b[31m'
done_testing
