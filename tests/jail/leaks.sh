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

# In a control group of its own, where it may have one: others leave groups beside it while they run,
# and what was killed is swept by who comes next.
groups="/sys/fs/cgroup/memory$(sed -n 's/.*:memory://p' /proc/self/cgroup)"
own="$groups/leaks-$$"
within() { "$@"; }
if [ -e "$groups/cgroup.procs" ] && mkdir "$own" 2>/dev/null; then
    groups=$own
    within() { sh -c 'echo $$ >"$0/cgroup.procs"; exec "$@"' "$own" "$@"; }
fi

ok "of a user's jails nothing is left" within $user "$tmp/leaks" "$tmp/p" "${JAIL_RUNS:-150}"
[ -z "$user" ] || ok "of root's jails nothing is left" within "$tmp/leaks" "$tmp/p" "${JAIL_RUNS:-150}"
ok "and no control group" test -z "$(find "$groups" -mindepth 1 -maxdepth 1 -name "codelab-*" 2>/dev/null |
    while read -r group; do kill -0 "${group##*-}" 2>/dev/null || echo "$group"; done)"
[ "$groups" != "$own" ] || rmdir "$own" 2>/dev/null
done_testing
