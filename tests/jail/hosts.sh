#!/bin/sh
# On machines that cannot make the jail: nothing runs, and one sentence says why and what to do.
. "${top_srcdir:-.}/tests/lib/tap.sh"

chmod 755 "$tmp"
bin=$tmp/bin
mkdir "$bin" "$tmp/p"
cp "${top_builddir:-.}/codelab-jail" "${top_builddir:-.}/tests/jail/jailed" \
    "${top_builddir:-.}/tests/jail/hostile" "${top_builddir:-.}/codelab" "$bin" || exit 99
unset DISPLAY WAYLAND_DISPLAY
mkdir -m 777 "$tmp/home"
export CODELAB_JAIL_HELPER="$bin/codelab-jail"
user=
[ "$(id -u)" -ne 0 ] || user="runuser -u nobody --"
jailed="$bin/jailed project=$tmp/p -- sh -c"

# refuses WHERE SENTENCE PREFIX...: under PREFIX nothing runs, for this reason
refuses() {
    where=$1 sentence=$2
    shift 2
    have=0
    # shellcheck disable=SC2086 # $jailed is words
    said=$("$@" $jailed "touch $tmp/p/ran; echo ran" 2>&1) || have=$?
    is "$where the jail is refused" "$have" 125
    has "$where the reason is given" "$said" "$sentence"
    case $said in
    *ran*) tap_result "$where nothing runs" 1 ;;
    *) tap_result "$where nothing runs" 0 ;;
    esac
    is "$where it is one line" "$(printf '%s\n' "$said" | wc -l)" 1
    have=0
    said=$("$@" "$bin/jailed" 2>&1) || have=$?
    is "$where a check says so" "$have" 125
    has "$where a check gives the reason, too" "$said" "$sentence"
    said=$("$@" env "HOME=$tmp/home" "$bin/codelab" doctor 2>&1 | tr -s ' \n' ' ') || have=$?
    has "$where codelab doctor gives it, too" "$said" "$sentence"
    have=0
    said=$(cd "$tmp/p" && "$@" env "HOME=$tmp/home" "$bin/codelab" run -- echo ran 2>&1) || have=$?
    is "$where codelab run refuses" "$have" 125
    has "$where codelab run says why" "$said" "$sentence"
}

# works WHERE NOTE PREFIX...: under PREFIX the jail works all the same, and says what is different
works() {
    where=$1 note=$2
    shift 2
    have=0
    # shellcheck disable=SC2086
    said=$("$@" $jailed "echo ran; ! touch /usr/x 2>/dev/null" 9>"$tmp/report" 2>&1) || have=$?
    is "$where it runs" "$have/$said" 0/ran
    has "$where it says what is different" "$(cat "$tmp/report")" "$note"
}

refuses "where user namespaces are switched off," "user namespaces are switched off; switch them on with" \
    $user unshare --user --map-root-user sh -c 'echo 0 >/proc/sys/user/max_user_namespaces; exec "$@"' sh
refuses "in a container's filter," "a system call filter around codelab" "$bin/hostile" filter
refuses "with too few descriptors," "too many files are open" "$bin/hostile" fds
refuses "on an old kernel," "this kernel is too old; Linux 5.14 or newer is needed" \
    "$bin/hostile" old
if [ "$(id -u)" -eq 0 ]; then
    # shellcheck disable=SC2086 # $user is words
    refuses "under AppArmor," "/etc/apparmor.d/codelab" "$bin/hostile" apparmor $user
    works "without control groups," "limit=sampled" "$bin/hostile" groups
    works "with a /tmp that cannot be written to," "isolation=full" \
        unshare -m sh -c 'mount -t tmpfs -o ro none /var/tmp; exec "$@"' sh
    mkdir -p "$tmp/stack/u" "$tmp/stack/w" "$tmp/stack/m" "$tmp/stack/u2" "$tmp/stack/w2"
    said=$(unshare -m sh -c "mount -t overlay o -o lowerdir=$tmp/p,upperdir=$tmp/stack/u,workdir=$tmp/stack/w $tmp/stack/m &&
        mount -t overlay o -o lowerdir=$tmp/stack/m,upperdir=$tmp/stack/u2,workdir=$tmp/stack/w2 $tmp/p &&
        cd $tmp/p && exec $jailed 'echo ran; ! touch x 2>/dev/null'" 9>"$tmp/report" 2>&1)
    is "where no layer can be laid it runs" "$said" ran
    has "where no layer can be laid it says so" "$(cat "$tmp/report")" "the project is read-only"
    refuses "as root of a namespace that is root outside," "start codelab as an ordinary user" \
        unshare --user --map-root-user
    refuses "in a chroot," "start codelab outside of it" "$bin/hostile" chroot
    # Newer kernels give a fresh /proc all the same.
    said=$("$bin/hostile" masked "$bin/jailed" -- sh -c 'test -e /proc/self || echo none' \
        9>"$tmp/report" 2>&1)
    case $said/$(cat "$tmp/report") in
    /exited* | none/*"there is no /proc in the jail"*) tap_result "without /proc, it is said" 0 ;;
    *) tap_result "without /proc, it is said" 1 ;;
    esac
    works "without the right to mount," "its file system cannot show it under another owner" \
        "$bin/hostile" weak
fi

# What is less than it could be is said by a check, and only by a check.
hidden="what a program tries in vain is not told"
"$bin/hostile" deaf "$bin/jailed" 9>"$tmp/report" 2>/dev/null
has "where nothing may listen, a check says so" "$(cat "$tmp/report")" "$hidden"
"$bin/hostile" deaf "$bin/jailed" 9>"$tmp/report" -- true
case $(cat "$tmp/report") in
exited*"$hidden"*) tap_result "where nothing may listen, runs say nothing of it" 1 ;;
exited*) tap_result "where nothing may listen, runs say nothing of it" 0 ;;
*) tap_result "where nothing may listen, it runs" 1 ;;
esac
mkdir -p "$tmp/passage/p"
chmod 711 "$tmp/passage"
cp "$bin/jailed" "$tmp/passage/p"
is "below a folder that may only be passed it runs" \
    "$(cd "$tmp/passage/p" && "$bin/jailed" "project=$tmp/passage/p" -- sh -c 'ls; pwd' 2>&1)" \
    "jailed
$tmp/passage/p"
is "with few descriptors it runs" \
    "$( (ulimit -n 64 && exec "$bin/jailed" -- echo ran) 2>&1)" ran
done_testing
