#!/bin/sh
# Each checker lets a clean tree pass and names what is planted in a bad one.
. "${top_srcdir:-.}/tests/lib/tap.sh"
tools=$(cd "${top_srcdir:-.}" && pwd)/tools

# A tree of two rooms that pleases every checker, in $1.
plant_clean() {
    mkdir -p "$1/src/base" "$1/src/loop" "$1/tests"
    cat >"$1/src/LAYERS" <<'EOF'
# room : may include : owns
base   :             : cjson
loop   : base        : uv
text   : base        :
ui     : base loop   :
EOF
    for header in base/str loop/loop; do
        guard=$(echo "${header}_H" | tr a-z/ A-Z_)
        printf '/* It does one thing.  And more. */\n#ifndef %s\n#define %s\n\nint %s_it(void);\n\n#endif\n' \
            "$guard" "$guard" "${header%/*}" >"$1/src/$header.h"
    done
    printf '#include "loop/loop.h"\n#include "base/str.h"\n\n#include <uv.h>\n' \
        >"$1/src/loop/loop.c"
}

# expect_layers NAME WANT FILE LINE: add LINE to FILE of a clean tree; check-layers says WANT.
expect_layers() {
    rm -rf "$tmp/tree"
    plant_clean "$tmp/tree"
    mkdir -p "$(dirname "$tmp/tree/$3")"
    echo "$4" >>"$tmp/tree/$3"
    fails "layers: $1 is refused" "$tools/check-layers" "$tmp/tree"
    has "layers: $1 is named" "$tap_output" "$2"
}

plant_clean "$tmp/clean"
ok "layers: a clean tree passes" "$tools/check-layers" "$tmp/clean"
expect_layers "an include from above" "src/base/str.h:8: base may not include loop" \
    src/base/str.h '#include "loop/loop.h"'
expect_layers "a room that is not listed" "src/loop/loop.c:5: loop may not include text" \
    src/loop/loop.c '#include "text/text.h"'
expect_layers "an inner file of another room" "loop/queue.h is private to loop" \
    src/ui/pane.c '#include "loop/queue.h"'
expect_layers "an include without its room" 'write "str.h" as "room/file.h"' \
    src/base/str.c '#include "str.h"'
expect_layers "a path through .." 'write "loop/../base/str.h"' \
    src/loop/loop.c '#include "loop/../base/str.h"'
expect_layers "a room's header in angle brackets" 'write <base/str.h> as "base/str.h"' \
    src/loop/loop.c '#include <base/str.h>'
expect_layers "a library of another room" "<uv.h> belongs to room loop" \
    src/base/str.h '#include <uv.h>'
expect_layers "an indented include" "<cjson/cJSON.h> belongs to room base" \
    src/loop/loop.c ' #  include <cjson/cJSON.h>'
expect_layers "a room without a row" "no row in src/LAYERS for room attic" \
    src/attic/attic.c 'int attic;'
expect_layers "a row that names a room below" "tty names app, which does not stand above it" \
    src/LAYERS 'tty : base app : ncursesw'
expect_layers "a second row" "room base stands here twice" src/LAYERS 'base : : '
expect_layers "a library with two owners" "library uv is owned by loop already" \
    src/LAYERS 'tty : base : uv'
expect_layers "a library nobody knows" "knows no headers of library xyzzy" \
    src/LAYERS 'tty : base : xyzzy'

# expect_budget NAME FILE LINES HEAD FOOT: a file of HEAD, LINES lines and FOOT is refused.
expect_budget() {
    rm -rf "$tmp/tree"
    plant_clean "$tmp/tree"
    { printf '%s' "$4"; yes '    x = 1;' | head -n "$3"; printf '%s' "$5"; } >"$tmp/tree/$2"
    fails "budget: $1 is refused" "$tools/check-budget" "$tmp/tree"
    has "budget: $1 is named" "$tap_output" "$6"
}
newline='
'
ok "budget: a clean tree passes" "$tools/check-budget" "$tmp/clean"
expect_budget "a long file" src/base/str.c 801 "" "" "src/base/str.c: 801 lines"
expect_budget "a long face" src/loop/loop.h 301 "" "" "src/loop/loop.h: 301 lines"
expect_budget "a long function" src/base/str.c 81 "int str_it(int a,${newline}           int b)${newline}{${newline}" \
    "}${newline}" "src/base/str.c:3: str_it: 81 lines"

# expect_header NAME WANT SED-SCRIPT: mend loop.h of a clean tree; check-headers says WANT.
expect_header() {
    rm -rf "$tmp/tree"
    plant_clean "$tmp/tree"
    sed -i "$3" "$tmp/tree/src/loop/loop.h"
    fails "headers: $1 is refused" "$tools/check-headers" "$tmp/tree"
    has "headers: $1 is named" "$tap_output" "$2"
}
ok "headers: a clean tree passes" "$tools/check-headers" "$tmp/clean"
expect_header "a header that needs another" "does not compile alone" 's/int loop_it/Str loop_it/'
expect_header "a guard of another path" "its guard is LOOP_H, not LOOP_LOOP_H" 's/LOOP_LOOP_H/LOOP_H/'
expect_header "a header without a guard" "no guard LOOP_LOOP_H" 's/#ifndef.*/#include <stddef.h>/;s/#define.*//;s/#endif//'
expect_header "a guard that is never set" "is not #define LOOP_LOOP_H" 's/#define.*/#define LOOP/'
expect_header "a face without a sentence" "the first line of a face is a sentence" '1s/.*/\/* loop *\//'

if command -v clang-format >/dev/null; then
    ok "format: a clean tree passes" "$tools/check-format" "$tmp/clean"
    printf 'int   x;\n' >"$tmp/clean/src/base/x.c"
    fails "format: a badly set line is refused" "$tools/check-format" "$tmp/clean"
    ok "format: --fix mends it" "$tools/check-format" --fix "$tmp/clean"
    is "format: so that it reads well" "$(cat "$tmp/clean/src/base/x.c")" "int x;"
fi
ok "format: without clang-format it is skipped" \
    env CI= CLANG_FORMAT=/no/such/tool "$tools/check-format" "$tmp/clean"
fails "format: but not in CI" env CI=1 CLANG_FORMAT=/no/such/tool "$tools/check-format" "$tmp/clean"

mkdir "$tmp/unused"
printf 'int used(void);\nint used(void)\n{\n    return 0;\n}\nint lost;\n' >"$tmp/unused/a.c"
printf 'int used(void);\nint main(void)\n{\n    return used();\n}\n' >"$tmp/unused/b.c"
for file in a b; do
    ${CC:-cc} -c -o "$tmp/unused/$file.o" "$tmp/unused/$file.c"
done
fails "unused: a symbol nobody uses is refused" "$tools/check-unused" "$tmp"/unused/*.o
is "unused: it alone is named" "$tap_output" "$tmp/unused/a.o: lost is used nowhere else"

mkdir -p "$tmp/docs/man"
printf 'See [b](man/a.1), [c](#here), [d](mailto:x@y).\n' >"$tmp/docs/a.md"
printf '.Dd May 1, 2025\n.Dt A 1\n.Os\n.Sh NAME\n.Nm a\n.Nd it is a\n.Bl -tag -width x\n.It Fl -good\ngood\n.El\n' >"$tmp/docs/man/a.1"
ok "docs: a clean tree passes" "$tools/check-docs" "$tmp/docs"
command -v groff >/dev/null && {
    sed 's/^\.El/.Em/' "$tmp/docs/man/a.1" >"$tmp/docs/man/b.1"
    fails "docs: a page that is badly set is refused" "$tools/check-docs" "$tmp/docs"
    has "docs: it is named" "$tap_output" "man/b.1:"
    rm "$tmp/docs/man/b.1"
}
echo "See [b](lost.md#top)." >"$tmp/docs/b.md"
fails "docs: a link to nowhere is refused" "$tools/check-docs" "$tmp/docs"
is "docs: it is named" "$tap_output" "./b.md: there is no 'lost.md'"
rm "$tmp/docs/b.md"
printf '#!/bin/sh\nprintf "  -g, --good  yes\\n      --lost  no\\nsubcommands:\\n  run  it\\n"\n' \
    >"$tmp/docs/program"
chmod +x "$tmp/docs/program"
mv "$tmp/docs/man/a.1" "$tmp/docs/man/codelab.1"
sed -i s/a.1/codelab.1/ "$tmp/docs/a.md"
fails "docs: what the manual does not have is refused" \
    "$tools/check-docs" --program "$tmp/docs/program" "$tmp/docs"
is "docs: it is named" "$tap_output" "man/codelab.1: no entry for option --lost
man/codelab.1: no entry for subcommand run"

message() {
    echo "$1" >"$tmp/message"
    "$tools/git-hooks/commit-msg" "$tmp/message"
}
ok "commit-msg: a good subject passes" message "text: map selections through undo"
fails "commit-msg: a subject without a room is refused" message "Map selections through undo"
fails "commit-msg: a subject with a stop is refused" message "text: map selections."
fails "commit-msg: a long subject is refused" message "text: $(yes a | head -n 70 | tr -d '\n')"
done_testing
