#!/bin/sh
# What a program in the jail cannot take without limit, and cannot leave behind; claim by claim.
. "${top_srcdir:-.}/tests/jail/claims.sh"

bounded() {
    ends "splits its memory into pieces without end" 137 memory memory=64 wall=20000 -- \
        ./attack mappings-without-end 30
    for kind in semaphores messages segments tables datagrams streams leaderless; do
        ends "takes the kernel's memory as $kind" 137 memory memory=48 wall=20000 -- \
            ./attack "$kind" 180
    done
    ends "lends its memory to a child" 124 timeout memory=64 wall=500 -- ./attack lent 40
    ends "may have as many segments as it is given" 124 timeout memory=64 wall=500 -- \
        ./attack attached 40
    holds "has few descriptors" descriptors-without-end 600
    holds "has few timers" timers-without-end 5000
    holds "has few signals waiting" signals-without-end 5000
    holds "has few message queues" queues-without-end 500
    holds "has few terminals" terminals-without-end 40
    ok "$who has as many threads as it is given" jailed procs=20 -- ./attack threads-without-end 21
    for path in . /tmp /home/user /dev/shm; do
        holds "cannot make a file of a terabyte in $path" huge-file "$path"
    done
    ends "makes a tree too deep to spell" 0 exited -- ./attack deep-tree 3000
    ends "makes one in a writable project" 0 exited writable -- sh -c 'mkdir z && cd z && ../attack deep-tree 200; rm -r ../z/deeper'
    rm -rf "$project/z"
    ends "bombs by vfork" 124 timeout wall=400 -- ./attack vfork-bomb
    ends "floods its errors" 153 "output=100000 " output=100000 -- sh -c 'exec cat /dev/zero >&2'
    ends "floods its terminal" 153 "output=100000 " output=100000 tty -- cat /dev/zero
    ends "floods by many writers" 153 "output=100000 " output=100000 -- sh -c \
        'for i in 1 2 3 4 5 6 7 8; do cat /dev/zero & done; wait'
    ends "fills its disk" 0 exited -- sh -c '! head -c 400M /dev/zero >/tmp/x 2>/dev/null'
    ends "fills its memory file system twice" 0 exited -- sh -c \
        'head -c 200M /dev/zero >/tmp/x; ! head -c 100M /dev/zero >/dev/shm/y 2>/dev/null'
}

# Is anybody left that sleeps this long?
leaves_none() {
    claim=$1
    shift
    mark=2718$((mark_count += 1))$$
    have=0
    jailed wall=3000 "$@" "$mark" >/dev/null 2>&1 </dev/null || have=$?
    ok "$who $claim and leaves nobody behind" soon gone "$mark"
}
mark_count=0

ends_at_once() {
    leaves_none "forks away" -- ./attack orphan
    leaves_none "forks away from a terminal" tty -- ./attack orphan
    leaves_none "holds its output open" -- ./attack hold-output
    leaves_none "stops its child" -- ./attack stopped-child
    leaves_none "is left by its shell" -- sh -c 'setsid sleep "$0" & disown 2>/dev/null; exit 0'
    leaves_none "has a background job" -- sh -c 'nohup sleep "$0" >/dev/null 2>&1 & exit 3'
    leaves_none "hides behind a shell's trap" -- sh -c 'trap "" TERM INT HUP; sleep "$0" & exit 0'
    begin=$(date +%s)
    jailed wall=60000 -- ./attack hold-output 9999 >/dev/null 2>&1
    ok "$who is not waited for by its orphans" test $(($(date +%s) - begin)) -lt 30
    ends "tries to kill its init" 0 exited -- ./attack kill-init
    ends "stops all that is there" 124 timeout wall=300 -- ./attack stop-all
    ends "goes on in a thread" 124 timeout wall=300 -- ./attack thread-goes-on
    ends "closes all and stays" 124 timeout wall=300 -- ./attack close-all
    ends "stops itself" 124 timeout wall=300 -- sh -c 'kill -STOP $$'
    ends "kills all of its own" 0 "" -- sh -c 'kill -9 -1; exit 0' || true
}

# Nothing of one run is there in the next.
forgets() {
    for path in /tmp/kept /home/user/kept /dev/shm/kept ./kept; do
        jailed -- sh -c "echo x >$path" >/dev/null
        ok "$who finds $path gone in the next run" jailed -- test ! -e "$path"
    done
    jailed -- sh -c 'ipcmk -M 4096; ipcmk -Q; ipcmk -S 1' >/dev/null 2>&1
    is "$who finds no segment of the run before" "$(jailed -- sh -c 'ipcs -m 2>/dev/null | grep -c 0x')" 0
    ok "$who leaves the host's memory files alone" test ! -e /dev/shm/kept
    ok "$who leaves the host's /tmp alone" test ! -e /tmp/kept
    jailed -- sh -c 'git init -q . 2>/dev/null; mkdir -p .git/hooks .vscode .codelab; echo x >.envrc; echo x >.git/hooks/post-checkout; echo x >.vscode/tasks.json; echo x >.codelab/settings.json'
    is "$who leaves nothing that the host obeys" "$(ls -A "$project")" attack
    jailed -- sh -c 'rm -rf ./* ; ln -s /etc ./attack' >/dev/null 2>&1
    ok "$who cannot delete its project" test -x "$project/attack"
}

mounts() {
    cat /proc/self/mountinfo | wc -l
}

namespaces() {
    for f in /proc/[0-9]*/ns/mnt; do readlink "$f" 2>/dev/null; done | sort -u | wc -l
}

litter() {
    find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'codelab-run-*' -newer "$tmp/start" 2>/dev/null | wc -l
}

# links: what is swapped for a link while the jail is made is not followed
links() {
    mkdir -p "$tmp/swap/a" "$tmp/swap/b"
    echo canary >"$tmp/beside/canary"
    echo fine >"$tmp/swap/a/fine"
    ln -s "$tmp/beside" "$tmp/swap/link"
    chmod -R a+rX "$tmp/swap" "$tmp/beside"
    "$bin/hostile" swap "$tmp/swap/a" "$tmp/swap/link" &
    swapper=$!
    seen=$(
        for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
            (cd "$tmp/swap" && $as "$bin/jailed" "project=$tmp/swap" -- sh -c \
                'cat a/canary link/canary' 2>/dev/null)
        done
    )
    kill "$swapper" && wait "$swapper" 2>/dev/null
    is "$who sees nothing beside its project while links are swapped" "$seen" ""
    rm -rf "$tmp/swap"
    jailed writable -- sh -c "ln -s $tmp/beside/canary out; echo spoiled >out; rm out" 2>/dev/null
    is "$who cannot write through a link out of a writable project" "$(cat "$tmp/beside/canary")" canary
    ends "turns a folder into a link" 0 "writes=1 " -- sh -c 'ln -s /etc d'
    mkdir "$project/d" && touch "$project/d/f"
    [ -z "$as" ] || chown -R nobody: "$project/d"
    ends "turns its own folder into a link" 0 "writes=1 deleted=0" -- sh -c 'rm -r d; ln -s /etc d'
    ok "$who leaves the folder a folder" test -d "$project/d" -a ! -L "$project/d"
    rm -r "$project/d"
}

claims() {
    before=$(mounts)
    touch "$tmp/start"
    bounded
    ends_at_once
    forgets
    links
    is "$who leaves no mounts" "$(mounts)" "$before"
    is "$who leaves no folders" "$(litter)" 0
    is "$who leaves no processes" "$(no_helpers)" ""
}

no_helpers() {
    for f in /proc/[0-9]*/exe; do
        [ "$(readlink "$f" 2>/dev/null)" != "$bin/codelab-jail" ] || echo "$f"
    done
}

cp "${top_builddir:-.}/tests/jail/hostile" "$bin" || exit 99
mkdir "$tmp/beside"
everybody
done_testing
