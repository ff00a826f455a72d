#!/bin/sh
# What a program cannot do that runs without namespaces, by Landlock, filter and limits alone.
. "${top_srcdir:-.}/tests/jail/claims.sh"

# The same as `jailed`, in its room.
jailed() {
    $as "$bin/jailed" landlock "project=$project" "$@"
}

# tries CLAIM ATTACK [ARG]: in its room
tries() {
    claim=$1
    shift
    ok "$who $claim" jailed -- sh -c 'cd "$TMPDIR" && exec "$0" "$@"' "$project/attack" "$@"
}

files() {
    printf 'mine\n' >"$project/file"
    [ -z "$as" ] || chown nobody: "$project/file"
    before=$(stat -c '%a %U %Y %h' "$project/file")
    holds "cannot read /etc/shadow" read /etc/shadow
    holds "cannot read the user's home" read "$HOME/.profile"
    for dir in /home /run /proc /sys /var /root /etc /tmp /dev; do
        holds "sees nothing of $dir" list "$dir"
    done
    holds "sees nothing beside its project" list "$tmp/beside"
    for path in /usr/planted /planted /etc/planted /tmp/planted /dev/shm/planted /var/tmp/planted \
        "$project/planted" "$project/file"; do
        holds "cannot write to $path" write "$path"
    done
    tries "cannot change what only can be read" change "$project/file"
    tries "cannot change it by a folder that becomes a link" swap-modes "$project/file"
    is "$who leaves it as it was" "$(stat -c '%a %U %Y %h' "$project/file")" "$before"
    holds "cannot make devices" device
    holds "cannot find secrets of the environment" word hunter2-of-the-host
    exec 7</etc/passwd 8</
    holds "has no descriptor of the caller" descriptors
    exec 7<&- 8<&-
    is "$who has a room" "$(jailed -- sh -c 'cd "$TMPDIR" && echo x >a && chmod 4644 a 2>/dev/null
        chmod 600 a && touch -d 2001-02-03 a && stat -c "%a %y" a | cut -c1-14; ls -A')" \
        "600 2001-02-03
a
home"
    is "$who compiles and runs there" "$(jailed -- sh -c 'cd "$TMPDIR" &&
        echo "int main(void){return 7;}" >a.c && cc a.c -o a && { ./a; echo $?; }' 2>&1)" 7
    is "$who leaves none" "$(ls -d /tmp/codelab-run-* 2>/dev/null)" ""
}

others() {
    $as sleep 4321 &
    soon sleeps 4321
    for f in /proc/[0-9]*/cmdline; do
        case $(tr '\0' ' ' 2>/dev/null <"$f") in
        "sleep 4321 "*) victim=${f#/proc/} ;;
        esac
    done
    victim=${victim%/cmdline}
    holds "cannot harm another of the user" harm "$victim"
    holds "cannot harm its first process" harm 0
    jailed -- sh -c 'kill -9 -1' >/dev/null 2>&1
    ok "$who cannot end all of the user" sleeps 4321
    kill "$victim" 2>/dev/null
    holds "cannot look into another" own-proc
    holds "has no memory by number" shared-by-number
    holds "cannot reach the network" network 1
    tries "cannot reach a socket of the host" reach "$tmp/host.sock"
    holds "has none of the kernel's dangerous calls" calls
    holds "dies of calls of another machine" foreign
    holds "has no privileges and gains none" unprivileged
    holds "cannot make namespaces" namespaces
    holds "cannot mount" mounts
    ok "$who cannot type into its own terminal" jailed tty -- ./attack terminal </dev/null
}

limits() {
    ends "takes too much memory" 137 memory memory=48 wall=20000 -- ./attack heap 180
    ends "takes too much and lets nobody look" 137 memory memory=48 wall=20000 -- ./attack hide 180
    ends "spins" 124 timeout wall=200 -- ./attack spin
    ends "ignores every signal" 124 timeout wall=200 -- ./attack ignore
    ends "forks without end" 124 timeout wall=400 -- ./attack fork-bomb
    ends "floods both streams" 153 "output=100000 " output=100000 -- ./attack flood both
    ends "fills its room" 137 "signaled met=disk" disk=4 wall=20000 -- sh -c \
        'cd "$TMPDIR"; while :; do head -c 1000000 /dev/zero >f$$.$((i += 1)); done'
    ends "makes files without end" 137 "signaled met=inodes" inodes=1000 wall=20000 -- sh -c \
        'cd "$TMPDIR"; while :; do : >f$((i += 1)); done'
    holds "has one CPU" cpus
    jailed -- ./attack scatter 4322
    ok "$who leaves nobody behind" gone 4322
    start 4323
    kill -9 "$helper"
    ok "$who does not survive its supervisor" soon gone 4323
    jailed -- sh -c 'cd "$TMPDIR"; i=0; while [ $i -lt 300 ]; do mkdir d && cd d; i=$((i + 1)); done
        mkdir locked; : >locked/x; chmod 0 locked' 2>/dev/null
    is "$who leaves no room, however deep, nor does who was killed" \
        "$(ls -d /tmp/codelab-run-* 2>/dev/null)" ""
}

claims() {
    files
    others
    limits
    ends "is run" 0 "exited" -- true
    has "$who is told how it is kept apart" "$(cat "$tmp/report")" isolation=landlock-only
    has "$who is told what it lacks" "$(cat "$tmp/report")" "Landlock alone keeps the program apart"
}

cp "${top_builddir:-.}/tests/jail/hostile" "${top_builddir:-.}/codelab" "$bin"
unset DISPLAY WAYLAND_DISPLAY
mkdir "$tmp/beside"
: >"$tmp/beside/file"
python3 -c 'import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(sys.argv[1])
import os, time; os.chmod(sys.argv[1], 0o777); time.sleep(600)' "$tmp/host.sock" &
server=$!
soon test -S "$tmp/host.sock"
everybody
kill "$server"

# Where Landlock is not, or cannot be had, nothing runs.
have=0
said=$("$bin/hostile" old "$bin/jailed" landlock -- echo ran 2>&1) || have=$?
is "without Landlock nothing runs" "$have" 125
has "without Landlock it says why" "$said" "needs Linux 6.12 or newer with Landlock switched on"
as=''
is "where user namespaces are forbidden it runs" \
    "$("$bin/hostile" filter "$bin/jailed" landlock -- echo ran 2>&1)" ran
tmphome=$tmp/home
mkdir -m 777 "$tmphome" "$tmp/p"
run="env HOME=$tmphome $bin/codelab run --quiet"
cd "$tmp/p" || exit 99
is "codelab runs so where it is told to" \
    "$("$bin/hostile" filter $run --isolation landlock-only -- echo ran 2>&1)" ran
have=0
said=$("$bin/hostile" filter $run -- echo ran 2>&1) || have=$?
is "and not where it is not" "$have" 125
mkdir -p .codelab .vscode
for f in .codelab/settings.json .vscode/settings.json; do
    echo '{"run.isolation": "landlock-only", "run": {"isolation": "landlock-only"}}' >$f
done
have=0
said=$("$bin/hostile" filter $run -- echo ran 2>&1) || have=$?
is "nor where the project says so" "$have" 125
has "its result says so" "$($run --json --isolation landlock-only -- true)" \
    '"isolation":"landlock-only"'
has "without quiet it says what it lacks" \
    "$(env "HOME=$tmphome" "$bin/codelab" run --isolation landlock-only -- true 2>&1)" \
    "Landlock alone keeps the program apart"
printf 'int main(void) { return 9; }\n' >nine.c
have=0
$run --isolation landlock-only nine.c >/dev/null 2>&1 || have=$?
is "a program of C is compiled and run" "$have" 9
for word in --apply --overlay --review --strict --debug --net=full --net=example.org; do
    have=0
    $run --isolation landlock-only $word -- true >/dev/null 2>&1 || have=$?
    is "it excludes $word" "$have" 2
done
has "codelab doctor names it where there is nothing better" \
    "$("$bin/hostile" filter env "HOME=$tmphome" "$bin/codelab" doctor 2>&1 | tr -s ' \n' ' ')" \
    "codelab run --isolation landlock-only does without"
cd / || exit 99
is "in a chroot it runs" "$([ "$(id -u)" -ne 0 ] && echo ran ||
    "$bin/hostile" chroot "$bin/jailed" landlock -- echo ran 2>&1)" ran
done_testing
