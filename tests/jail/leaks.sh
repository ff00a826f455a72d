#!/bin/sh
# Nothing is left of a jail, however many there were; JAIL_RUNS says how many.
. "${top_srcdir:-.}/tests/lib/tap.sh"

chmod 755 "$tmp"
cp "${top_builddir:-.}/codelab-jail" "${top_builddir:-.}/tests/jail/leaks" "$tmp" || exit 99
export CODELAB_JAIL_HELPER="$tmp/codelab-jail"
user=
[ "$(id -u)" -ne 0 ] || user="runuser -u nobody --"
mkdir "$tmp/p"
[ -z "$user" ] || chown nobody: "$tmp/p"

ok "of a user's jails nothing is left" $user "$tmp/leaks" "$tmp/p" "${JAIL_RUNS:-150}"
[ -z "$user" ] || ok "of root's jails nothing is left" "$tmp/leaks" "$tmp/p" "${JAIL_RUNS:-150}"
ok "and no control group" test -z "$(find "/sys/fs/cgroup/memory$(sed -n 's/.*:memory://p' /proc/self/cgroup)" \
    /sys/fs/cgroup -maxdepth 1 -name "codelab-*" 2>/dev/null | while read -r group; do kill -0 "${group##*-}" 2>/dev/null || echo "$group"; done)"
done_testing
