#!/bin/sh
# codelab run: options, streams, limits, exit codes, JSON.
. "${top_srcdir:-.}/tests/lib/tap.sh"
export CODELAB_DATA="$tmp/data"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
export CODELAB_JAIL_HELPER="${CODELAB_JAIL_HELPER:-${codelab%/*}/codelab-jail}"
export HOME="$tmp/home"
mkdir "$HOME" "$tmp/p"
cd "$tmp/p" || exit 99
chmod 755 "$tmp"

# exits NAME CODE ARGS...: codelab run ARGS exits so; $out and $err are what it printed
exits() {
    exits_name=$1 exits_want=$2
    shift 2
    exits_have=0
    "$codelab" run "$@" >"$tmp/out" 2>"$tmp/err" || exits_have=$?
    out=$(cat "$tmp/out") err=$(cat "$tmp/err")
    is "$exits_name" "$exits_have" "$exits_want"
}

exits "a command runs" 0 -- echo hello
is "what it prints comes through" "$out/$err" hello/
exits "its exit code comes through" 7 -- sh -c 'exit 7'
is "without a word" "$err" ""
exits "a signal is 128 and its number" 139 -- sh -c 'kill -SEGV $$'
has "and is named" "$err" "signal 11"
exits "quiet says nothing of it" 139 --quiet -- sh -c 'kill -SEGV $$'
is "nothing at all" "$err" ""
exits "both streams are kept apart" 0 -- sh -c 'echo out; echo err >&2'
is "as they are" "$out/$err" out/err
is "input goes through" "$(printf 'a\nb\n' | "$codelab" run -- sort -r)" "b
a"
echo from a file >input
exits "input can be a file" 0 --stdin input -- cat
is "of any name" "$out" "from a file"
exits "which must be there" 1 --stdin missing -- cat
is "or it is said" "$err" "codelab: cannot open 'missing': no such file or directory"
is "no reader is no harm" "$("$codelab" run -- yes | head -n 1)" y

cat >args.sh <<'EOS'
for word; do printf '[%s]' "$word"; done
EOS
exits "a file runs with its arguments" 0 args.sh "a b" --json -- "" '*'
is "which are its own" "$out" "[a b][--json][--][][*]"
is "a program can come from the input" "$(echo 'echo "$0 $1" | sed s,.*/,,' | "$codelab" run --lang bash - x)" "Main.sh x"
echo 'echo "$BASH"' >script
exits "a language can be given" 0 --lang bash script
has "for any file" "$out" bash
exits "a variable can be given" 0 --env GREETING=hi --env EMPTY= -- sh -c 'echo "$GREETING${EMPTY-none}"'
is "and others are not there" "$out$(SECRET_TOKEN=x "$codelab" run -- env | grep SECRET)" hi

exits "time runs out" 124 --timeout 200ms -- sleep 10
has "and it is said, with the remedy" "$err" "wall time"
has "which is an option" "$err" "--timeout gives it more"
exits "memory runs out" 137 --memory 64M -- sh -c 'x=x; while :; do x=$x$x; done'
has "with its remedy" "$err" "--memory gives it more"
exits "output runs out" 153 --output 1000 -- yes
is "at the very byte" "$(wc -c <"$tmp/out" | tr -d ' ')" 1000
has "with its remedy, too" "$err" "--output gives it more"
exits "processes run out" 2 --procs 2 -- sh -c 'sleep 1 & sleep 1 & sleep 1 & wait'
has "and the program sees it" "$err" fork

echo old >kept
exits "writes vanish" 0 -- sh -c 'echo new >kept; echo new >made'
is "from the disk" "$(cat kept; ls made 2>/dev/null)" old
has "and it is said" "$err" "2 changes in the scratch layer were not kept; --overlay keeps them"
exits "unless they are to be discarded" 0 --discard -- sh -c 'echo new >kept'
is "without a word" "$err" ""
exits "writes are kept when told so" 0 --apply -- sh -c 'echo new >kept; echo new >made'
is "on the disk" "$(cat kept made)" "new
new"
is "without a word" "$err" ""
exits "a command that is not there" 127 -- no-such-command
is "is named" "$err" "codelab: cannot start 'no-such-command': no such file or directory"
exits "also quietly" 127 --quiet -- no-such-command
is "for it has said nothing itself" "$err" "codelab: cannot start 'no-such-command': no such file or directory"
exits "a file that is not there" 1 missing.py
is "is named" "$err" "codelab: cannot run 'missing.py': no such file or directory"
exits "a folder is no program" 1 .
is "and it is said" "$err" "codelab: cannot run '.': it is a folder"
exits "an unknown language" 1 kept
has "has a remedy" "$err" "its language is not known"
exits "nothing to run is wrong use" 2
exits "so is an unknown option" 2 --nonsense -- true
is "which is named" "$err" "codelab: there is no option '--nonsense'; see codelab run --help"
for wrong in --timeout=x --timeout=-1 --memory=1K --memory=much --cpus=0 --procs=0 --net=some --lang=klingon --env=x --quiet=1; do
    exits "so is $wrong" 2 "$wrong" -- true
done
exits "help is an answer" 0 --help
has "with all options" "$out" --discard

CODELAB_JAIL_HELPER=/no/such/helper exits "without its helper" 125 -- true
is "nothing runs" "$err" "codelab: \$CODELAB_JAIL_HELPER is '/no/such/helper', which is no program"
exits "where there are no namespaces" 0 -- true
user=
[ "$(id -u)" -ne 0 ] || user="runuser -u nobody --"
have=0
# shellcheck disable=SC2086 # words
err=$($user unshare --user --map-root-user sh -c 'echo 0 >/proc/sys/user/max_user_namespaces; exec "$@"' sh \
    "$codelab" run --quiet -- echo ran 2>&1) || have=$?
case $have/$err in
125/"codelab: cannot make the jail: user namespaces are switched off;"*) tap_result "nothing runs, either" 0 ;;
*"ermission denied"*) tap_result "nothing runs, either (the build folder is closed to others)" 0 ;;
*)
    tap_result "nothing runs, either" 1
    tap_note "$have/$err"
    ;;
esac

json() {
    printf '%s\n' "$out" | sed -n "s/.*\"$1\":\\(\"[^\"]*\"\\|[^,}]*\\).*/\\1/p"
}
exits "an object tells all" 3 --json -- sh -c 'echo out; echo err >&2; echo x >made2; rm kept; exit 3'
is "its status" "$(json status)" '"error"'
is "its exit code" "$(json returncode)" 3
is "what it printed" "$(json stdout)/$(json stderr)" '"out\n"/"err\n"'
is "its isolation" "$(json isolation)" '"full"'
is "its profile of system calls" "$(json profile)" '"default"'
is "no language" "$(json language)" null
has "its writes" "$out" '"writes":["made2"],"deleted":["kept"]'
has "its limits" "$out" '"limits":{"time":{"limit":30,"used":'
is "no limit that it met" "$(printf %s "$out" | sed 's/.*"met":\([^,]*\),.*/\1/')" null
has "what it used of the disk" "$out" '"disk":{"limit":268435456,"used":4096}'
exits "what was tried in vain is told" 2 --json -- sh -c 'echo >/usr/x'
has "with its path" "$out" '"blocked":[{"what":"write","subject":"/usr/x"}]'
exits "success is a status" 0 --json args.sh
is "so named" "$(json status)/$(json language)" '"success"/"bash"'
# Calls by number are those of one machine.
case $(uname -m) in
x86_64)
    traced='exit(syscall(101, 0, 0, 0, 0) == 0 ? 0 : 4)'
    opened='exit(syscall(41, 2, 1, 0) >= 0 ? 0 : 4)'
    exits "no program traces another" 4 -- perl -e "$traced"
    exits "but where a debugger is wanted" 0 --json --debug -- perl -e "$traced"
    is "which is told" "$(json profile)" '"debug"'
    exits "sockets there are" 0 -- perl -e "$opened"
    exits "but not for what only computes" 4 --json --strict -- perl -e "$opened"
    is "which is told, too" "$(json profile)" '"strict"'
    ;;
esac
exits "the strictest can start others" 7 --strict -- sh -c 'echo a | sort >sorted; exit 7'
exits "no sockets and a network cannot be" 2 --strict --net full -- true
exits "time is one" 124 --json --timeout 0.2 -- sleep 5
is "so named, too" "$(json status)" '"timeout"'
exits "time is one where it is busy" 124 --json --timeout 1 -- sh -c 'while :; do :; done'
ok "and what it used is told" awk "BEGIN { exit !($(json cpu_time) >= 0.01) }"
exits "memory is one" 137 --json --memory 48M -- sh -c 'x=x; while :; do x=$x$x; done'
is "so named, as well" "$(json status)" '"memory"'
exits "output is one" 153 --json --output 10 -- yes
is "and cut off" "$(json status)/$(json stdout)" '"output"/"y\ny\ny\ny\ny\n"'
exits "a signal is one" 143 --json -- sh -c 'kill $$'
is "named killed" "$(json status)" '"killed"'
is "input goes through there, too" "$(echo word | "$codelab" run --json -- cat | sed 's/.*"stdout":"\([^"]*\)".*/\1/')" 'word\n'
exits "bytes that are no text are marked" 0 --json -- printf 'a\377b'
has "in the object" "$out" "$(printf 'a\357\277\275b')"

mkdir "$tmp/kept" && cd "$tmp/kept" || exit 99
echo old >changed
echo old >gone
"$codelab" project add >/dev/null 2>&1
exits "a run may write in a project" 0 --direct --quiet -- sh -c 'echo new >changed; echo new >made; rm gone'
said=$("$codelab" history changed)
has "what it changed is a version of the run" "$(printf '%s\n' "$said" | head -n 1)" "run#2"
has "after the one that was there" "$said" " scan "
has "what it made is" "$("$codelab" history made)" "run#2"
has "what it deleted is" "$("$codelab" log)" "run#2"
"$codelab" restore gone@1 >/dev/null
is "and comes back" "$(cat gone)" old
exits "with an object too" 0 --direct --json -- sh -c 'echo again >made'
has "the next run has the next number" "$("$codelab" history made | head -n 1)" "run#3"
exits "what is applied at the end" 0 --apply --json -- sh -c 'echo last >made; rm changed'
has "is counted in the object" "$out" '"applied":1,"review":4}'
has "and is a version, too" "$("$codelab" history made | head -n 1)" "run#4"
mkdir -p "${XDG_CONFIG_HOME:-$HOME/.config}/codelab"
echo '{"history.exclude": {"**/*.secret": true}}' >"${XDG_CONFIG_HOME:-$HOME/.config}/codelab/settings.json"
exits "what the settings leave out" 0 --apply -- sh -c 'echo token >a.secret'
is "is not kept" "$("$codelab" history a.secret 2>&1)" "codelab: there is no history of 'a.secret'"
rm "${XDG_CONFIG_HOME:-$HOME/.config}/codelab/settings.json"

mkdir "$tmp/batch" && cd "$tmp/batch" || exit 99
echo 'read x; echo "got $x $1"' >in.sh
printf '%s\n' '{"id":1,"argv":["sh","-c","cat; exit 3"],"stdin":"word"}' '' \
    '{"id":"two","file":"in.sh","args":["and"],"stdin":"this\n"}' \
    '{"id":3,"lang":"bash","code":"echo $((6*7)) >made; cat made"}' \
    '{"id":4,"argv":[]}' 'no object' '{"id":6,"lang":"klingon","code":"x"}' \
    '{"id":7,"argv":["ls","made"]}' >lines
"$codelab" run --batch <lines >"$tmp/answers"
is "a batch ends well, whatever its runs do" "$?" 0
is "with a line for a line" "$(wc -l <"$tmp/answers" | tr -d ' ')" 7
line() { sed -n "$1p" "$tmp/answers"; }
has "each has its input" "$(line 1)" '{"id":1,"status":"error","stdout":"word",'
has "and its exit code" "$(line 1)" '"returncode":3'
has "a file has arguments" "$(line 2)" '{"id":"two","status":"success","stdout":"got this and\n"'
has "a program may come with its line" "$(line 3)" '{"id":3,"status":"success","stdout":"42\n"'
has "what cannot be run is told" "$(line 4)" '"returncode":2,"phase":"request","message":"\"argv\" is empty"'
has "where it stands" "$(line 5)" '{"id":null,"status":"error"'
has "and the next one goes on" "$(line 6)" "there is no language 'klingon'"
has "no run sees what another one wrote" "$(line 7)" '"returncode":2,"phase":"run"'
exits "words are not for a batch" 2 --batch true

mkdir "$tmp/asked" && cd "$tmp/asked" || exit 99
echo old >kept
exits "but for what wants a yes of its own" 0 --apply -- sh -c 'echo newer >made; rm kept; echo A=1 >.env'
is "which waits" "$(cat kept made; ls .env 2>/dev/null)" "old
newer"
has "and is told" "$err" "2 changes wait for a yes of their own (1 secret, 1 deleted): codelab review"
exits "until that yes is said" 0 --apply --with deleted -- rm kept
ok "and it is gone" test ! -e kept
exits "that yes is for an apply" 2 --with deleted -- true
echo old >kept
exits "writes reach the disk at once when told so" 0 --direct -- sh -c 'rm kept; echo last >made'
is "all of them" "$(cat made; ls kept 2>/dev/null)" last

cd "$HOME" || exit 99
echo 'pwd; ls -A' >alone.sh
touch secret
exits "in the home a file runs alone" 0 alone.sh
is "and sees nothing else" "$out" "$HOME
alone.sh"
exits "a command sees nothing of it" 0 -- sh -c 'pwd; ls -A'
is "at all" "$out" /tmp
cd "$tmp/p" || exit 99
exits "a file of another folder runs, too" 0 "$HOME/alone.sh"
has "in this one" "$out" "$tmp/p"
has "what ran is noted beside the other things of the tests" "$("$codelab" audit)" "  run  "
ok "in a folder of their own" test -e "$tmp/data/audit.head"
done_testing
