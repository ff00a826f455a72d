#!/bin/sh
# Each fuzzer runs over its corpus without a complaint.
. "${top_srcdir:-.}/tests/lib/tap.sh"

corpus=$top_srcdir/tests/fuzz/corpus
for fuzzer in $FUZZERS; do
    name=${fuzzer##*/fuzz-}
    ok "fuzz-$name: its corpus is not empty" test -n "$(ls "$corpus/$name")"
    ok "fuzz-$name: its corpus passes" "$top_builddir/$fuzzer" "$corpus/$name"/*
done
for dir in "$corpus"/*/; do
    name=$(basename "$dir")
    has "corpus '$name' has a fuzzer" "$FUZZERS " "fuzz-$name "
done
done_testing
