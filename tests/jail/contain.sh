#!/bin/sh
# What a program in the jail cannot do, claim by claim; as root and as an ordinary user.
. "${top_srcdir:-.}/tests/jail/claims.sh"

files() {
    holds "cannot read /etc/shadow" read /etc/shadow
    holds "cannot read the user's home" read "$HOME/.profile"
    holds "sees nothing of /home" list /home
    holds "sees nothing of /run" list /run
    holds "sees nothing beside its project" list "$tmp/beside"
    holds "cannot write to /usr" write /usr/planted
    holds "cannot write to /" write /planted
    holds "cannot write to /etc" write /etc/planted
    holds "cannot write to a toolchain" write /usr/bin/env
    holds "cannot write to its input's file" write /proc/self/fd/0/../0x
    holds "cannot reach a socket of the system" socket /run/dbus/system_bus_socket
    holds "cannot see processes of the host" processes
    holds "cannot see the host's kernel settings" proc
    holds "cannot look into its init" init
    holds "cannot find secrets of the environment" word hunter2-of-the-host
    holds "cannot make devices" device
    holds "cannot leave set-id files" set-id
    ok "$who cannot leave them in a writable project either" jailed writable -- ./attack set-id
    exec 7</etc/passwd 8</
    holds "has no descriptor of the caller" descriptors
    ok "$who has none with a terminal either" jailed tty -- ./attack descriptors </dev/null
    exec 7<&- 8<&-
}

kernel() {
    holds "cannot make namespaces" namespaces
    holds "cannot mount" mounts
    holds "has no privileges and gains none" privileges
    holds "has none of the kernel's dangerous calls" calls
    holds "dies of calls of another machine" foreign
    holds "cannot type into a terminal" terminal
    ok "$who cannot type into its own terminal" jailed tty -- ./attack terminal </dev/null
    holds "cannot reach the network" network "$port"
    holds "cannot reach a hidden socket of the host" abstract "codelab-test-$$"
    holds "talks to itself" no-loopback
    holds "has only plain sockets" sockets
    holds "has no protocols on top of TCP" upper-protocols
    holds "cannot signal the host" kill "$$"
}

limits() {
    for kind in heap tmpfs shared copies together; do
        ends "takes too much memory ($kind)" 137 memory memory=48 wall=20000 -- ./attack "$kind" 180
    done
    ends "may take what it is given" 124 timeout memory=64 wall=400 -- ./attack heap 40
    holds "has one CPU" cpus
    ok "$who has as many processes as it is given" jailed procs=20 -- ./attack many 20
    ends "forks without end" 124 timeout wall=400 -- ./attack fork-bomb
    ends "spins" 124 timeout wall=200 -- ./attack spin
    ends "ignores every signal" 124 timeout wall=200 -- ./attack ignore
    ends "floods both streams" 153 "output=100000 " output=100000 -- ./attack flood both
    ends "prints just as much as it may" 0 "output=4096 " output=4096 -- head -c 4096 /dev/zero
    ends "prints one byte more" 153 "output=4096 " output=4096 -- head -c 4097 /dev/zero
    is "$who is cut off at the very byte" \
        "$(jailed output=12345 -- ./attack flood 2>/dev/null | wc -c)" 12345
    holds "cannot fill the disk" disk .
    holds "cannot make names without end" names /tmp
}

# What is tried in vain is told, and told to be what it was; what works is not.
blocked() {
    ends "tries to write to /etc" 2 "blocked=write:/etc/planted " -- \
        sh -c 'cd /usr; echo x >../etc/planted'
    ends "tries to reach the network" 1 "blocked=connect:192.0.2.1:80 " -- \
        python3 -c 'import socket; socket.create_connection(("192.0.2.1", 80), 1)'
    ends "tries to look a name up" 1 "blocked=lookup:example.org" -- \
        python3 -c 'import socket; socket.getaddrinfo("example.org", 80)'
    ends "tries to send somewhere" 1 "blocked=connect:[2001:db8::1]:53 " -- \
        python3 -c 'import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).sendto(b"x", ("2001:db8::1", 53))'
    ends "tries to reach a service" 1 "blocked=connect:/run/dbus/system_bus_socket " -- \
        python3 -c 'import socket; socket.socket(socket.AF_UNIX).connect("/run/dbus/system_bus_socket")'
    mkdir -p "$project/.git"
    ends "tries to write to .git" 2 "blocked=write:$project/.git/hook " writable -- sh -c 'echo x >.git/hook'
    jailed 9>"$tmp/report" -- sh -c 'echo x >x; echo y >/tmp/y; : >/dev/null; cat /etc/passwd >~/z; exec 3>/dev/shm/s'
    case $(cat "$tmp/report") in
    *blocked*) tap_result "$who is not blamed for what it may: $(cat "$tmp/report")" 1 ;;
    *) tap_result "$who is not blamed for what it may" 0 ;;
    esac
    ends "tries all names there are" 0 exited -- \
        sh -c 'for i in $(seq 300); do echo x >/usr/$i; done 2>/dev/null; :'
    is "$who is told of some" "$(grep -o blocked= "$tmp/report" | wc -l)" 64
}

profiles() {
    for calls in 0 1 2 3; do
        ends "runs with profile $calls" 0 exited "calls=$calls" -- \
            python3 -c 'import subprocess, threading, os; t = threading.Thread(target=print); t.start(); t.join(); subprocess.check_call(["sh", "-c", "ls -l /usr | sort >/tmp/x; rm /tmp/x"])'
        ok "$who has no namespaces with profile $calls" jailed "calls=$calls" -- ./attack namespaces
        ok "$who makes no mounts with profile $calls" jailed "calls=$calls" -- ./attack mounts
        ok "$who dies of foreign calls with profile $calls" jailed "calls=$calls" -- ./attack foreign
    done
    ends "has no sockets when strict" 1 "" calls=1 -- python3 -c 'import socket; socket.socket()'
    ends "has no server while installing" 1 "" calls=3 -- \
        python3 -c 'import socket; socket.create_server(("127.0.0.1", 0))'
    ends "traces its child when debugging" 0 "" calls=2 -- ./attack trace-child
    ends "traces nobody else" 1 "" -- ./attack trace-child
    ok "$who cannot look into its init when debugging" jailed calls=2 -- ./attack init
}

survivors() {
    mark=31415$$
    ends "leaves a process behind" 0 exited -- ./attack daemon "$mark"
    ok "$who leaves none" gone "$mark"
    ends "leaves one when its time is up" 124 timeout wall=300 -- \
        sh -c "./attack daemon $mark; ./attack ignore"
    ok "$who leaves none then" gone "$mark"
    start "$mark"
    kill -KILL "$helper"
    ok "$who does not outlive its helper" soon gone "$mark"
    start "$mark"
    kill -KILL "$outer"
    ok "$who does not outlive who started it" soon gone "$mark"
    [ -n "$as" ] || ok "$who leaves no groups for long" soon swept
}

# The next run that lasts a while removes our control groups whose helper was killed.
swept() {
    jailed wall=150 -- ./attack ignore >/dev/null 2>&1
    left=$(find "/sys/fs/cgroup/memory$(sed -n 's/.*:memory://p' /proc/self/cgroup)" -maxdepth 1 \
        -name 'codelab-*' -user "$(id -u)" 2>/dev/null | while read -r group; do
        kill -0 "${group##*-}" 2>/dev/null || echo "$group"
    done)
    test -z "$left"
}

writes() {
    echo mine >"$project/file"
    echo yours >"$project/gone"
    mkdir -p "$project/.git/hooks"
    [ -z "$as" ] || chown -R nobody: "$project"
    ends "writes to its project" 0 "writes=2 deleted=2" -- \
        sh -c 'echo new >file; echo new >other; rm gone; rm -r .git/hooks; mkdir d'
    is "$who leaves the project as it was" "$(cd "$project" && cat file gone; ls -A)" "mine
yours
.git
attack
file
gone"
    ends "may write to its project" 0 "exited" writable -- sh -c 'echo new >file; rm gone; echo x >.git/hooks/y; :'
    is "$who writes to the disk when told to" "$(cd "$project" && cat file; ls -A . .git/hooks)" "new
.:
.git
attack
file

.git/hooks:"
    is "$who writes under its owner's name" "$(stat -c %U "$project/file")" "$($as id -un)"
    ends "is told when something like .git is planted" 0 "the program made a .git" writable -- \
        sh -c 'mkdir .vscode; echo x >.vscode/tasks.json'
    rm -rf "$project/.vscode"
    ln -s /etc "$project/link"
    ok "$who cannot follow a link out of the jail" jailed -- sh -c '! cat link/shadow link/hostname.not'
    rm "$project/link"
}

# What a run wrote can be read whatever modes it gave it, as it is written in jail.h.
layer() {
    rm -rf "$project/d" "$project/e" "$project/f" "$project/g"
    mkdir -p "$project/d" "$project/e"
    echo old >"$project/d/in"
    echo old >"$project/e/in"
    echo old >"$project/f"
    echo old >"$project/g"
    [ -z "$as" ] || chown -R nobody: "$project"
    jailed layer -- sh -c 'rm -r d; mkdir d; echo new >d/new; echo more >>f; chmod 0 f; rm g
        mkdir -p h/i; echo deep >h/i/j; chmod 0 h/i h d; ln -s /etc/shadow l; chmod 600 e/in' \
        7>"$tmp/layer" </dev/null
    is "$who leaves a layer that can be read" "$(cat "$tmp/layer")" "o 000 d
- 644 d/new new
d 755 e
- 600 e/in old
- 000 f old
w 000 g
d 000 h
d 000 h/i
- 644 h/i/j deep
l 777 l"
    is "$who leaves the project as it was with a layer" "$(cat "$project/f" "$project/g")" "old
old"
    jailed layer writable -- true 7>"$tmp/layer"
    is "$who leaves no layer where writes reach the disk" "$(cat "$tmp/layer")" \
        "the run left no scratch layer"
    jailed layer wall=200 -- sh -c 'echo late >late; exec sleep 100' 7>"$tmp/layer" || :
    is "$who leaves a layer when its time is up" "$(cat "$tmp/layer")" "- 644 late late"
    ends "fills the layer" 1 "exited met=disk" disk=4 -- sh -c 'head -c 9000000 /dev/zero >big'
    has "$who is told how much of it it used" "$(cat "$tmp/report")" "disk=4194304 "
    head -c 9000000 /dev/zero >"$project/large"
    [ -z "$as" ] || chown nobody: "$project/large"
    ends "changes a file too large for the layer" 2 "exited met=disk" disk=4 -- \
        sh -c 'echo x >>large'
    ends "writes such a file anew" 0 "exited met=none" disk=4 -- sh -c 'echo x >large'
    rm "$project/large"
    ends "is alone, however short" 0 "procs=1 " -- true
    ends "fails for want of processes in a moment" 2 "exited met=procs" procs=8 -- \
        sh -c 'for i in 1 2 3 4 5 6 7 8 9; do sleep 9 & done'
    ends "leaves others behind" 3 "procs=4 " -- sh -c 'sleep 9 & sleep 9 & sleep 9 & exit 3'
    ends "makes names without end" 2 "exited met=inodes" inodes=1200 -- \
        sh -c 'for i in $(seq 1300); do : >$i || exit 1; done' 2>/dev/null
    has "$who is told how many it made" "$(cat "$tmp/report")" "inodes=1200 "
    ends "writes as much as it may" 0 "exited met=none" disk=4 inodes=1000 -- \
        sh -c 'head -c 4000000 /dev/zero >big && for i in $(seq 900); do : >$i || exit 1; done'
    holds "cannot make names without end in its project" names .
}

# One that was made ahead is as any other, and is taken only if it is the one that was asked for.
warm() {
    ends "runs in a jail made ahead" 3 "exited" warm -- sh -c 'exit 3'
    has "$who takes it" "$said" "warm"
    is "$who has its arguments there" "$(jailed warm -- sh -c 'echo "$#$1"; pwd' x 'a b' 2>/dev/null)" \
        "1a b
$project"
    is "$who is told there what is not found" \
        "$(jailed warm -- no-such-program 2>&1)" "warm jailed: cannot start 'no-such-program': no such file or directory"
    ends "has its own time there" 124 "timeout met=wall" warm="sleep 0.3" wall=200 -- sleep 9
    ends "has the terminal of its size there" 0 "" warm tty -- sh -c 'test "$(stty size)" = "24 80"'
    ends "writes to a layer there" 0 "disk=4096 inodes=1" warm -- sh -c 'echo x >made-there'
    jailed warm layer 7>"$tmp/layer" 2>/dev/null -- sh -c 'echo x >made-there'
    is "$who leaves a layer there" "$(cat "$tmp/layer")" "- 644 made-there x"
    ends "meets the limit of memory there" 137 "memory met=memory" warm memory=48 wall=20000 -- ./attack heap 180
    echo changed >"$project/changed"
    [ -z "$as" ] || chown nobody: "$project/changed"
    is "$who sees what changed meanwhile" \
        "$(jailed warm="echo again >$project/changed" -- cat changed 2>&1)" "warm again"
    home=$project project=$project/moved/here
    mkdir -p "$project"
    [ -z "$as" ] || chown -R nobody: "$home/moved"
    ends "finds another folder in its place" 0 "" warm="cd /; mv $project $project.old && mkdir $project" -- true
    has "$who does not take it then" "$said" "cold"
    project=$home
    ends "finds a .vscode that is new" 0 "" writable warm="mkdir $project/.vscode" -- true
    has "$who does not take it, for that is not guarded" "$said" "cold"
    rmdir "$project/.vscode"
    mkdir -p "$project/.git"
    ends "finds a .git made anew" 2 "exited" writable \
        warm="rm -rf $project/.git; mkdir $project/.git" -- sh -c 'echo x >.git/hook'
    has "$who does not take it, for the new one is not guarded" "$said" "cold"
    ends "finds a .git that is a link by now" 125 "failed" writable \
        warm="mv $project/.git $project/git; ln -s git $project/.git" -- sh -c 'echo x >.git/hook'
    has "$who does not take it either" "$said" "is a link"
    rm "$project/.git" && mv "$project/git" "$project/.git"
    mkdir "$project/sub" && ln -s "$tmp" "$project/way"
    is "$who is not led out by a folder that became a link" "$(jailed \
        warm="rmdir $project/sub; mv $project/way $project/sub" -- sh -c 'ls sub/beside 2>&1' 2>&1)" \
        "warm ls: cannot access 'sub/beside': No such file or directory"
    rm "$project/sub"
    ends "finds it killed" 0 "" warm='kill $(pgrep -P $PPID codelab-jail); sleep 0.2' -- true
    has "$who starts anew" "$said" "cold"
    for attack in "read /etc/shadow" "descriptors" "init" "namespaces" "privileges" "processes" \
        "word hunter2-of-the-host" "network $port" "calls"; do
        # shellcheck disable=SC2086
        ok "$who is held there: $attack" jailed warm -- ./attack $attack
    done
}

# A jail in a jail cannot be made, and that is said.
nested() {
    cp "$bin/codelab-jail" "$bin/jailed" "$project"
    said=$(jailed -- sh -c 'CODELAB_JAIL_HELPER=$PWD/codelab-jail ./jailed "project=$PWD" -- echo loose' 2>&1) || :
    has "$who is told why a jail cannot be made in a jail" "$said" "forbids user namespaces"
    ok "$who is not run without one" test "${said#*loose}" = "$said"
    rm "$project/codelab-jail" "$project/jailed"
}

# A link that is obeyed by the host could be replaced where writes are not held back.
guarded_links() {
    ln -s attack "$project/.vscode"
    ends "is not run beside a link for a guarded folder" 125 "" writable -- sh -c 'rm .vscode'
    has "$who is told of the link" "$said" "is a link, which cannot be kept"
    ends "may replace it in a layer" 0 "" -- sh -c 'rm .vscode && mkdir .vscode'
    ok "$who has not replaced it in the project" test -L "$project/.vscode"
    rm "$project/.vscode"
}

# Folders that are none for a program, and such as only look like it.
folders() {
    mine=$project
    mkdir -p "$mine/home/of"
    for project in / "$mine/home/of" "$mine/home/" "$mine/home/./of/."; do
        said=$($as env "HOME=$mine/home/of" "$bin/jailed" "project=$project" -- true 2>&1) || :
        has "$who is not given '$project'" "$said" "holds your home and cannot be the project"
    done
    for project in /proc /proc/self /sys /dev /run /etc /etc/ssl /boot /usr /var /home; do
        [ -d "$project" ] || continue
        said=$($as env "HOME=$mine/home/of" "$bin/jailed" "project=$project" -- true 2>&1) || :
        has "$who is not given the machine's $project" "$said" "cannot be the project"
    done
    project=$mine/gone
    ends "is not given a folder that is gone" 125 "" -- true
    has "$who is told so" "$said" "cannot open '$project'"
    project=$mine/file-of-no-use
    : >"$project"
    ends "is not given a file for a folder" 125 "" -- true
    has "$who is told that" "$said" "is no folder"
    rm "$project"
    project="$mine/a:b,c\\d \"e' \$f
g=\033[31m"
    mkdir -p "$project"
    echo old >"$project/old"
    [ -z "$as" ] || chown -R nobody: "$project"
    ends "runs in a folder of any name" 0 "writes=1" -- sh -c 'test "$(cat old)" = old && echo new >old'
    is "$who leaves that as it was" "$(cat "$project/old")" old
    name=$(printf 'x\ny=\033z')
    ends "writes files of any name" 0 "writes=2 deleted=1" -- sh -c "echo x >'\$1'; echo y >-rf; rm old" sh "$name"
    project=$mine
}

exits() {
    ends "exits with its own code" 7 "exited" -- sh -c 'exit 7'
    ends "dies of its own signal" 139 "signaled" -- sh -c 'kill -SEGV $$'
    ends "that is not there is not found" 127 "cannot start 'no-such-program'" -- no-such-program
    ends "that is no program is not run" 126 "cannot start './file'" -- ./file
    is "$who reads its input" "$(echo word | jailed -- cat)" word
    is "$who writes to both streams" "$(jailed -- sh -c 'echo out; echo err >&2' 2>&1 >/dev/null)" err
    is "$who can open its output anew" "$(jailed -- sh -c 'echo again >/dev/stdout')" again
    is "$who has a terminal if it is given one" \
        "$(jailed tty -- sh -c 'test -t 0 && test -t 1 && stty size' </dev/null | tr -d '\r')" "24 80"
    is "$who has a pid of its own" "$(jailed -- sh -c 'echo $$')" 2
    is "$who is nobody in particular" "$(jailed -- id -u)" 1000
}

claims() {
    files
    kernel
    limits
    blocked
    profiles
    survivors
    writes
    layer
    warm
    guarded_links
    folders
    nested
    exits
}

mkdir "$tmp/beside"
touch "$tmp/beside/file"
cp "$bin/attack" "$tmp/attack"
mkfifo "$tmp/port"
"$bin/attack" serve "codelab-test-$$" >"$tmp/port" &
server=$!
read -r port <"$tmp/port"

everybody
kill "$server"
done_testing
