#!/bin/sh
# codelab --plain: the line editor, in a terminal that can show no screen.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
export CODELAB_DATA="$tmp/data" TZ=UTC TERM=dumb
mkdir "$tmp/p"
file=$tmp/p/a.txt

# edit COMMAND...: one a line; $said is what was printed
edit() {
    said=$(printf '%s\n' "$@" | "$codelab" --plain "$file" 2>&1)
}
# gives NAME WANT COMMAND...: what is written after these commands
gives() {
    gives_name=$1 gives_want=$2
    shift 2
    printf 'one\ntwo\nthree\n' >"$file"
    edit "$@" w q
    is "$gives_name" "$(cat "$file")" "$gives_want"
}
lines() { printf '%s\n' "$@"; }

edit a one two . w q
is "a new file is written" "$(cat "$file")" "$(lines one two)"
has "and said to be new" "$said" "a new file"
has "with a version" "$said" "wrote 8 bytes, version 1"
edit 1p n '=' , 9p h q
has "lines are printed" "$said" "one"
has "with numbers" "$said" "1	one"
has "counted" "$said" "1 of 2"
has "what is not there is named" "$said" "? there are 2 lines"
has "commands are listed" "$said" "substitute"
gives "lines are appended" "$(lines one new two three)" 1a new .
gives "at the start" "$(lines new one two three)" 0a new .
gives "inserted" "$(lines one two new three)" 3i new .
gives "changed" "$(lines one A B)" 2,3c A B .
gives "deleted" "$(lines one)" '2,$d'
gives "a range may be a pattern" "$(lines one three)" /tw/d
gives "all lines are substituted" "$(lines 1ne tw1 three)" '%s/o/1/'
gives "with groups, in either case, all of a line" "$(lines one two t[h]r[e][e])" '3s#(H|E)#[$1]#gi'
gives "undo takes one command back" "$(lines one two three)" '%s/o/1/g' u
gives "nothing matched is an error" "$(lines one two three)" '%s/zzz/1/'
has "which is said" "$said" "? no line has 'zzz'"
gives "a bad expression, too" "$(lines one two three)" '%s/(/1/'
has "is named" "$said" "? "
printf 'no end' >"$file"
edit '$a' more . w q
is "a last line without an end gets one" "$(cat "$file")" "$(lines 'no end' more)"
printf 'a\r\nb\r\n' >"$file"
edit 1a new . '%s/$/!/' w q
is "line ends of DOS stay" "$(od -An -c "$file" | tr -d ' \n')" 'a!\r\nnew!\r\nb!\r\n'
printf 'x\033]0;t\007\233y\n' >"$file"
edit 1p q
has "what would steer a terminal is shown" "$said" 'x\x1B]0;t\x07\x9By'
printf 'kept\n' >"$file"
edit '1s/kept/lost/' q q
has "unwritten changes are said" "$said" "? there are unwritten changes"
has "and kept as a version" "$said" "not written; kept as version"
is "the file is as it was" "$(cat "$file")" kept
has "the version can be had" "$("$codelab" history "$file")" unsaved
edit '1s/kept/lost/'
has "so they are at the end of input" "$said" "not written; kept as version"
has "versions are listed" "$(printf 'v\nq\n' | "$codelab" --plain "$file")" save
fails "a folder is no file" "$codelab" --plain "$tmp/p"
fails "wrong use is refused" "$codelab" --plain
done_testing
