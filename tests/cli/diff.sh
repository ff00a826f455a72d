#!/bin/sh
# codelab diff: what changed between versions, as patch(1) reads it.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
export CODELAB_DATA="$tmp/data" TZ=UTC

mkdir "$tmp/p" && cd "$tmp/p" || exit 99
seq 1 30 >a
"$codelab" project add >/dev/null
sed -e 's/^7$/seven/' -e 20d a >b && mv b a
"$codelab" project add >/dev/null
echo more >>a

has "names both sides" "$("$codelab" diff a@1 a@2)" "--- a@1"
is "has a hunk for each change" "$("$codelab" diff a@1 a@2 | grep -c '^@@')" 2
is "context can be left out" "$("$codelab" diff -U 0 a@1 a@2 | sed 1,2d | tr '\n' ' ')" \
    "@@ -7 +7 @@ -7 +seven @@ -20 +19,0 @@ -20 "
has "one version is compared with the disk" "$("$codelab" diff a@2)" "+more"
is "nothing differs from itself" "$("$codelab" diff a@1 a@1)" ""
"$codelab" diff a@1 >patch.txt
"$codelab" restore a@1 --to c >/dev/null
if command -v patch >/dev/null; then
    patch -s c patch.txt
    ok "patch makes the one of the other" cmp a c
fi
printf 'x\0y' >bin
"$codelab" project add >/dev/null
printf 'x\0z' >bin
has "binary files are not printed" "$("$codelab" diff bin@1)" "binary files bin@1"
fails "no such version fails" "$codelab" diff a@9
has "with a sentence" "$tap_output" "codelab: cannot read version 9 of 'a'"
status=0
"$codelab" diff a 2>/dev/null || status=$?
is "a name without a version is wrong use" "$status" 2
status=0
"$codelab" diff 2>/dev/null || status=$?
is "no name is wrong use" "$status" 2
ok "help is an answer" "$codelab" diff --help
done_testing
