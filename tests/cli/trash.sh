#!/bin/sh
# codelab trash: what it lists it restores; nothing is written over.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
export CODELAB_DATA="$tmp/data" TZ=UTC

# As the explorer leaves it: a folder with what was deleted and with where that was.
id=00000003e800-0000abcd
mkdir -p "$tmp/data/trash/$id/item/sub" "$tmp/p"
printf '%s' "$tmp/p/old" >"$tmp/data/trash/$id/info"
echo kept >"$tmp/data/trash/$id/item/sub/file"
mkdir "$tmp/data/trash/nonsense"

said=$("$codelab" trash)
has "a folder is listed with its path" "$said" "$tmp/p/old/"
has "with when it was deleted" "$said" "$id  1970-01-01 00:04:16"
mkdir "$tmp/p/old"
fails "nothing is written over" "$codelab" trash restore "$id"
rmdir "$tmp/p/old"
ok "it is restored" "$codelab" trash restore "$id"
is "whole" "$(cat "$tmp/p/old/sub/file")" kept
is "and leaves the trash" "$("$codelab" trash)" ""
echo first >"$tmp/p/f"
(cd "$tmp/p" && "$codelab" project add >/dev/null && rm f)
mkdir -p "$tmp/data/trash/$id"
printf '%s' "$tmp/p/f" >"$tmp/data/trash/$id/info"
echo second >"$tmp/data/trash/$id/item"
ok "a file of a project is restored" "$codelab" trash restore "$id"
said=$(cd "$tmp/p" && "$codelab" history f)
has "and that is a version" "$said" "restore"
has "which is noted" "$("$codelab" audit)" "from the trash"
fails "what is not there cannot be restored" "$codelab" trash restore ../../p
mkdir -p "$tmp/data/trash/$id"
printf '%s' "$tmp/p/x" >"$tmp/data/trash/$id/info"
echo x >"$tmp/data/trash/$id/item"
is "what is young stays" "$("$codelab" trash empty --older-than 36500)" "removed 0 items"
is "what is old goes" "$("$codelab" trash empty --older-than 1)" "removed 1 item"
fails "wrong use is refused" "$codelab" trash empty --older-than soon
done_testing
