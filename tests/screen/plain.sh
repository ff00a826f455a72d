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

# own SCENE: its text without the screens, in which glyphs are part of files.
own() {
    awk '/^screen <</ { skip = 1 } !skip { print } /^<<$/ { skip = 0 }' "$1"
}

# print OPTION SCENE: what it shows; a scene that waits for what is drawn is cut off.
print() {
    timeout 3 "$codelab" --headless scene "$1" "$2" 2>/dev/null | sed "s|^|$2: |"
}

for scene in tests/screen/*.scene; do
    case $scene in
    */keys-reference.scene | */pipe.scene) continue ;; # their documents, made by commands, hold glyphs
    esac
    CODELAB_SCREEN_READER=1 print --print "$scene" >>"$tmp/reader"
    own "$scene" | grep -aqE "$glyphs|^bytes" || print --ascii "$scene" >>"$tmp/ascii"
done
ok "the scenes are walked for a screen reader" test "$(wc -l <"$tmp/reader")" -gt 500
is "nothing is drawn for a screen reader" "$(grep -aE "$drawn" "$tmp/reader" | head -5)" ""
ok "the scenes are walked with ASCII" test "$(wc -l <"$tmp/ascii")" -gt 500
is "all that the interface draws is ASCII" "$(grep -aE "$glyphs" "$tmp/ascii" | head -5)" ""
done_testing
