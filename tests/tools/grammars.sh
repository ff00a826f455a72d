#!/bin/sh
# A grammar is what the table pins, or the build stops with one sentence.
. "${top_srcdir:-.}/tests/lib/tap.sh"
fetch=$(cd "${top_srcdir:-.}" && pwd)/grammars/fetch

# pack NAME VERSION: a package's tarball, in a registry that is a folder.
pack() {
    mkdir -p "$tmp/package/src/tree_sitter" "$tmp/package/queries" "$tmp/package/bindings" \
        "$tmp/registry"
    echo "int $1;" >"$tmp/package/src/parser.c"
    : >"$tmp/package/src/other.c"
    echo "int x;" >"$tmp/package/bindings/b.c"
    : >"$tmp/package/src/tree_sitter/parser.h"
    echo "MIT" >"$tmp/package/LICENSE"
    echo "(of_$1)" >"$tmp/package/queries/highlights.scm"
    echo "(more_of_$1)" >"$tmp/package/queries/highlights-more.scm"
    echo "(tags_of_$1)" >"$tmp/package/queries/tags.scm"
    tar -C "$tmp" -czf "$tmp/registry/$1-$2.tgz" package
}

# row NAME SOURCES QUERIES: a line of the table for a package of pack.
row() {
    sum=$(sha512sum <"$tmp/registry/$1-1.0.tgz" | cut -d ' ' -f 1 |
        sed 's/../\\x&/g')
    printf '%s\t%s\t1.0\t%s\t%s\t%s\n' "$1" "$1" \
        "$(env printf "$sum" | base64 -w 0)" "$2" "$3" >>"$tmp/table.tsv"
}

# An npm that knows `npm pack NAME@VERSION` and our registry, and counts how often it is asked.
mkdir "$tmp/bin"
cat >"$tmp/bin/npm" <<EOF
#!/bin/sh
for last; do :; done
echo "\$last" >>"$tmp/asked"
if [ -e "$tmp/offline" ]; then
    printf 'npm ERR! code EAI_AGAIN\nnpm ERR! the network is away\n' >&2
    exit 1
fi
cp "$tmp/registry/\$(echo "\$last" | tr @ -).tgz" .
EOF
chmod +x "$tmp/bin/npm"
PATH=$tmp/bin:$PATH
CODELAB_GRAMMAR_CACHE=$tmp/cache
GRAMMARS_TSV=$tmp/table.tsv
export PATH CODELAB_GRAMMAR_CACHE GRAMMARS_TSV

pack one 1.0
pack two 1.0
row one src/parser.c "queries/highlights.scm queries/tags.scm"
row two src/parser.c "one:queries/highlights.scm queries/highlights.scm queries/highlights-more.scm"
sed 's/^two/odd/; s/parser\.c/lost.c/' "$tmp/table.tsv" | grep '^odd' >>"$tmp/table.tsv"

ok "a package is fetched and unpacked" "$fetch" two "$tmp/out"
is "its sources, headers and licence are unpacked, and nothing else" \
    "$(cd "$tmp/out/src/two" && find . -type f | sort | tr '\n' ' ')" \
    "./LICENSE ./src/other.c ./src/parser.c ./src/tree_sitter/parser.h "
is "queries are joined in the order of the table, what is inherited first" \
    "$(grep -v '^;' "$tmp/out/two/package-highlights.scm" | tr '\n' ' ')" \
    "(of_one) (of_two) (more_of_two) "
is "and stand in until there are queries of our own" \
    "$(cat "$tmp/out/two/highlights.scm")" "; inherits: two/package-highlights"
is "the licence stands beside them" "$(cat "$tmp/out/two/LICENSE")" MIT
is "each package is asked for once" "$(sort "$tmp/asked" | tr '\n' ' ')" "one@1.0 two@1.0 "

compile() {
    CC=cc CFLAGS=$2 "$(dirname "$fetch")/compile" "$1" "$tmp/out"
}
objects() {
    find "$tmp/cache/objects" -name '*.o' | wc -l
}
echo 'typedef int TSLanguage; const TSLanguage *tree_sitter_one(void) { return 0; }' \
    >>"$tmp/out/src/two/src/parser.c"
ok "a grammar is compiled" compile two -O1
ok "and goes by its own name, whatever its package calls it" \
    grep -q tree_sitter_two "$tmp/out/two.so"
ok "another kind of build compiles it" compile two -O0
is "with the parser that the first one left in the cache" "$(objects)" 1

touch "$tmp/offline"
ok "what is in the cache needs no network" "$fetch" one "$tmp/out"
is "nor does it ask" "$(wc -l <"$tmp/asked")" 2
fails "a file that the package lacks stops the build" "$fetch" odd "$tmp/out"
is "in one sentence" "$tap_output" "grammars: 'two@1.0' has no file 'src/lost.c'"
fails "a grammar that the table lacks stops the build" "$fetch" none "$tmp/out"
is "in one sentence" "$tap_output" "grammars: no row 'none' in '$tmp/table.tsv'"

printf x | dd of="$tmp/cache/one-1.0.tgz" bs=1 seek=40 conv=notrunc 2>/dev/null
fails "a changed byte in the cache stops the build" "$fetch" one "$tmp/out"
is "in one sentence" "$tap_output" "grammars: '$tmp/cache/one-1.0.tgz' is not the 'one@1.0' that \
grammars.tsv pins: its sha512 differs; delete the file and build again"

rm "$tmp/cache/one-1.0.tgz"
fails "a download that fails stops the build" "$fetch" one "$tmp/out"
is "in one sentence with npm's reason" "$tap_output" \
    "grammars: cannot fetch 'one@1.0' from the npm registry: the network is away"

rm "$tmp/offline"
printf x | dd of="$tmp/registry/one-1.0.tgz" bs=1 seek=40 conv=notrunc 2>/dev/null
fails "a changed byte from the registry stops the build" "$fetch" one "$tmp/out"
is "in one sentence" "$tap_output" "grammars: what the registry sent for 'one@1.0' is not what \
grammars.tsv pins: its sha512 differs, so it was thrown away"
is "and nothing of it is kept" "$(find "$tmp/cache" -maxdepth 1 -type f)" "$tmp/cache/two-1.0.tgz"

mkdir "$tmp/no-npm"
for tool in awk base64 basename cat cut dirname flock grep mkdir mktemp od rm sed sha512sum tr; do
    ln -s "$(command -v "$tool")" "$tmp/no-npm/$tool"
done
fails "without npm the build stops" env PATH="$tmp/no-npm" "$fetch" one "$tmp/out"
is "and says how to get it" "$tap_output" \
    "grammars: cannot fetch 'one@1.0': npm is not installed (./bootstrap deps)"
done_testing
