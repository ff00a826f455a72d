#!/bin/sh
# codelab grep: what it prints, and its exit codes.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}

mkdir -p "$tmp/p/src" && cd "$tmp/p" || exit 99
printf 'one\ntwo One one\n' >src/a.c
printf 'one.\n' >b.txt
printf 'one\0' >bin
printf 'skip\n' >.gitignore
printf 'one\n' >skip

is "lines are told by path, line and column" "$("$codelab" grep -w one src)" "src/a.c:1:1:one
src/a.c:2:9:two One one"
is "case may not matter" "$("$codelab" grep -i -c one src)" "src/a.c:2"
is "names alone are enough" "$("$codelab" grep -l one | sort | tr '\n' ' ')" "b.txt src/a.c "
is "what git ignores can be asked for" \
    "$("$codelab" grep --no-ignore -l one . | sort | tr "\n" " ")" "./b.txt ./skip ./src/a.c "
is "plain text is no expression" "$("$codelab" grep -F one.)" "b.txt:1:1:one."
is "globs choose" "$("$codelab" grep -l one --include '*.c')" "src/a.c"
is "globs leave out" "$("$codelab" grep -l one --exclude src)" "b.txt"
is "an object a match" "$("$codelab" grep --json 'one\.')" \
    '{"path":"b.txt","line":1,"column":1,"start":0,"end":4,"text":"one."}'
is "a pattern may begin with a minus" "$(printf 'a -x\n' >m; "$codelab" grep -e -x m)" "m:1:3:a -x"
status=0
"$codelab" grep nothing-like-it >/dev/null || status=$?
is "nothing found" "$status" 1
status=0
"$codelab" grep 'a(' 2>err.txt || status=$?
is "a bad expression fails" "$status" 2
has "with its column" "$(cat err.txt)" "bad expression at column 3"
status=0
"$codelab" grep one none 2>err.txt || status=$?
is "a missing folder fails" "$status" 2
has "with its name" "$(cat err.txt)" "cannot search 'none': no such file or directory"
status=0
"$codelab" grep 2>/dev/null || status=$?
is "no pattern is wrong use" "$status" 2
ok "help is an answer" "$codelab" grep --help
done_testing
