#!/bin/sh
# What the interface draws where little can be drawn: all scenes are walked, once as for a screen
# reader and once with ASCII only.
. "${top_srcdir:-.}/tests/lib/tap.sh"
LC_ALL=C
export LC_ALL
codelab=$(cd "$top_builddir" && pwd)/codelab
CODELAB_JAIL_HELPER=$(cd "$top_builddir" && pwd)/codelab-jail
CODELAB_GRAMMARS=$(cd "$top_builddir" && pwd)/grammars
CODELAB_SAMPLE=$(cd "$top_srcdir" && pwd)/docs/sample
export CODELAB_JAIL_HELPER CODELAB_GRAMMARS CODELAB_SAMPLE
cd "$top_srcdir" || exit 99

# From U+2500 to U+28FF: lines, blocks, shapes, symbols, Braille.
drawn=$(printf '\342[\224-\243][\200-\277]')
# All that glyphs are made of: those, U+2026 ellipsis, the dots and arrows around them.
glyphs="$drawn|$(printf '\342\200\246|\342\200\272|\302\267|\342\206[\222\252]|\342\213\257|\306\222')"

# own SCENE: the glyphs that stand in its files, or are typed.  The terminal takes UTF-8, so that they
# are shown as they are; only what the interface itself draws has to be ASCII.
own() {
    awk '/^screen <</ { skip = 1 } !skip { print } /^<<$/ { skip = 0 }' "$1" |
        grep -aoE "$glyphs" | sort -u
    case $1 in
    */keys-reference.scene) printf '\342\200\246\n' ;; # a document that lists titles as they are
    */pipe.scene) printf '\342\206\222\n' ;;           # U+2192, put in by its number
    */unseen.scene) printf '\342\235\244\n' ;;         # U+2764, in a file of bytes
    esac
}

# walk KIND OPTION SCENE SED: what it shows; a scene that waits for what is drawn is cut off.
walk() {
    name=$(basename "$3")
    timeout 3 "$codelab" --headless scene "$2" "$3" 2>/dev/null |
        sed -E "$4; s|^|$name: |" >"$tmp/$name.$1"
}

# They wait more than they work, so some are walked at a time.
n=0
for scene in tests/screen/*.scene; do
    CODELAB_SCREEN_READER=1 walk reader --print "$scene" "" &
    walk ascii --ascii "$scene" "s/$(own "$scene" | tr '\n' '|')\$^//g" &
    n=$((n + 1))
    [ $((n % 12)) -ne 0 ] || wait
done
wait
cat "$tmp"/*.reader >"$tmp/reader"
cat "$tmp"/*.ascii >"$tmp/ascii"
ok "the scenes are walked for a screen reader" test "$(wc -l <"$tmp/reader")" -gt 500
is "nothing is drawn for a screen reader" "$(grep -aE "$drawn" "$tmp/reader" | head -5)" ""
ok "the scenes are walked with ASCII" test "$(wc -l <"$tmp/ascii")" -gt 500
is "all that the interface draws is ASCII" "$(grep -aE "$glyphs" "$tmp/ascii" | head -5)" ""
done_testing
