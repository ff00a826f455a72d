#!/bin/sh
# The manual has an entry for each row of the program's tables.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=$top_builddir/codelab

# covers NAME PAGE MACRO: the page has one entry for each line of `codelab NAME`.
covers() {
    "$codelab" "$1" | sed 's/  .*//' >"$tmp/rows"
    sed -n "s/^\.It $3 //p" "$top_builddir/man/$2" >"$tmp/entries"
    ok "$1: there are some" test -s "$tmp/rows"
    is "$1: each has an entry" "$(cat "$tmp/entries")" "$(cat "$tmp/rows")"
}

covers commands codelab-commands.7 Ic
covers settings codelab-settings.5 Va
has "a command's keys stand with it" "$(cat "$top_builddir/man/codelab-commands.7")" "Keys: ctrl+s"
has "a setting's values stand with it" "$(cat "$top_builddir/man/codelab-settings.5")" \
    'one of "on", "off"'
for page in "$top_srcdir/man/codelab.1" "$top_builddir/man/codelab-commands.7" \
    "$top_builddir/man/codelab-settings.5"; do
    ! command -v groff >/dev/null ||
        is "${page##*/} is set without a warning" "$(groff -mandoc -ww -z -rF0 "$page" 2>&1)" ""
done
done_testing
