#!/bin/sh
# codelab backup and doctor --repair: copies of the database, and what they give back.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
export CODELAB_DATA="$tmp/data" TZ=UTC

mkdir "$tmp/p"
printf 'one\n' >"$tmp/p/a"
ok "a project is added" "$codelab" project add "$tmp/p"
is "there is no backup yet" "$("$codelab" backup)" ""
has "as the doctor says" "$("$codelab" doctor)" "none yet; codelab backup now makes one"
ok "one is made" "$codelab" backup now
is "and listed" "$("$codelab" backup list | wc -l)" 1
has "also for programs" "$("$codelab" backup --json)" '{"backups":[{"file":"'
has "as the doctor says, too" "$("$codelab" doctor)" "1 kept, the newest 0 hours old"
is "nobody else can read it" "$(stat -c %a "$tmp"/data/backups/*.db)" 600
ok "more are made" "$codelab" backup now --json
ok "of which so many stay" "$codelab" backup now --keep 2
is "as was said" "$("$codelab" backup | wc -l)" 2
fails "at least one" "$codelab" backup now --keep 0
fails "what is no verb" "$codelab" backup later

# every content overwritten, the database itself in order
sound=$("$codelab" doctor --repair)
has "what is sound needs no repair" "$sound" "1 contents read, 0 damaged ones healed, 0 in no backup"
printf 'no database at all, whatever its name may say\n' >"$tmp/data/codelab.db"
rm -f "$tmp/data/codelab.db-wal" "$tmp/data/codelab.db-shm"
said=$("$codelab" doctor --repair)
has "a lost one is filled up" "$said" "taken from a backup"
rm "$tmp/p/a"
ok "with all that was in it" sh -c "cd '$tmp/p' && '$codelab' restore a@1"
has "backups are noted" "$("$codelab" audit)" "backup  $tmp/data/backups/codelab-"
has "and repairs" "$("$codelab" audit)" "repair  $tmp/data/codelab.db  the database was damaged"
is "byte for byte" "$(cat "$tmp/p/a")" one
ok "the lost one is kept" test -n "$(find "$tmp/data" -name 'codelab.db.broken-*')"
done_testing
