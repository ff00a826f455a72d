#!/bin/sh
# codelab is killed at random moments of a run: nothing survives it, and nothing stays behind for
# longer than until the next run.  KILLS sets how often (50).
. "${top_srcdir:-.}/tests/jail/claims.sh"

cp "${top_builddir:-.}/codelab" "${top_builddir:-.}/codelab-gate" \
    "${top_builddir:-.}/tests/jail/hostile" "$bin" || exit 99
KILLS=${KILLS:-50}
mkdir -m 777 "$tmp/home" "$tmp/tmp"
export HOME="$tmp/home" TMPDIR="$tmp/tmp"

killed() {
    $as "$bin/hostile" kills "$KILLS" "$@" >/dev/null 2>&1 </dev/null
}

# Which programs of ours still run?
survivors() {
    for f in /proc/[0-9]*/exe; do
        case $(readlink "$f" 2>/dev/null) in
        "$bin"/*) tr "\\0" " " <"${f%exe}cmdline" ;;
        esac
    done
    ! sleeps 86399 || echo "a program"
}

nobody_left() {
    test -z "$(survivors)"
}

mounts() {
    wc -l </proc/self/mountinfo
}

groups_left() {
    find "/sys/fs/cgroup/memory$(sed -n 's/.*:memory://p' /proc/self/cgroup)" \
        "/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup)" -maxdepth 1 -name 'codelab-*' \
        -user "$(id -u)" 2>/dev/null | while read -r group; do
        kill -0 "${group##*-}" 2>/dev/null || echo "$group"
    done
}

claims() {
    before=$(mounts)
    cd "$project" || exit 99
    echo 'import time; time.sleep(86399)' >sleep.py
    killed 1 "$bin/codelab" run -- sleep 86399
    killed 2 "$bin/codelab" run --json -- sh -c 'sleep 86399 & sleep 86399'
    killed 3 "$bin/codelab" run --quiet -- sleep 86399
    killed 4 "$bin/codelab" run --net localhost -- sleep 86399
    killed 5 sh -c "exec '$bin/codelab' run --lang python - <sleep.py"
    killed 6 "$bin/codelab-jail"
    soon nobody_left
    is "$who does not outlive the codelab that started it" "$(survivors)" ""
    is "$who leaves no mounts" "$(mounts)" "$before"
    $as sh -c "echo 'print(1)' | '$bin/codelab' run --quiet --lang python - " >/dev/null 2>&1
    is "$who leaves no folder that the next run does not take" "$(ls "$TMPDIR" | grep -c codelab-run)" 0
    jailed wall=200 -- sleep 9 >/dev/null 2>&1
    is "$who leaves no group that the next run does not take" "$(groups_left)" ""
    cd "$tmp" || exit 99
}

everybody
done_testing
