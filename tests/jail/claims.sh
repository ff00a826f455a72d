# For tests that claim what a program in the jail cannot do, as root and as an ordinary user:
#   . "${top_srcdir:-.}/tests/jail/claims.sh"
#   claims() { holds "cannot mount" mounts; }
#   everybody
#   done_testing
. "${top_srcdir:-.}/tests/lib/tap.sh"

# The other user has to reach all of it.
chmod 755 "$tmp"
bin=$tmp/bin
mkdir "$bin"
cp "${top_builddir:-.}/codelab-jail" "${top_builddir:-.}/tests/jail/jailed" \
    "${top_builddir:-.}/tests/jail/attack" "$bin" || exit 99
export CODELAB_JAIL_HELPER="$bin/codelab-jail"
export CODELAB_SECRET_TOKEN="hunter2-of-the-host"
server=

# As whom, and where: set by `profile`.
as='' who='' project=''

jailed() {
    $as "$bin/jailed" "project=$project" "$@"
}

# holds CLAIM ATTACK [ARG]
holds() {
    claim=$1
    shift
    ok "$who $claim" jailed -- ./attack "$@"
}

# ends CLAIM CODE REPORT OPTIONS... -- CMD...: exits so, and the report begins so
ends() {
    claim=$1 want=$2 report=$3
    shift 3
    have=0
    said=$(jailed "$@" 9>"$tmp/report" 2>&1 >/dev/null) || have=$?
    is "$who $claim" "$have" "$want"
    has "$who $claim, and says so" "$(cat "$tmp/report") $said" "$report"
}

# Is there a process that sleeps for this time?
sleeps() {
    for f in /proc/[0-9]*/cmdline; do
        case $(tr '\0' ' ' 2>/dev/null <"$f") in
        "sleep $1 "*) return 0 ;;
        esac
    done
    return 1
}

# Wait for a command to succeed, ten seconds at most.
soon() {
    for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        "$@" && return
        sleep 0.5
    done
    return 1
}

gone() {
    ! sleeps "$1"
}

# start SECONDS: a jailed sleep in the background; $outer and $helper are who started it and who
# watches over it.
start() {
    rm -f "$tmp/pids"
    jailed -- sleep "$1" 8>"$tmp/pids" </dev/null >/dev/null 2>&1 &
    soon test -s "$tmp/pids"
    read -r outer helper <"$tmp/pids"
    ok "$who can be found from outside" soon sleeps "$1"
}

# One user's run of all claims, in a project of his own that holds the attacks.
profile() {
    who=$1 as=$2
    project=$tmp/$3
    mkdir "$project"
    cp "$bin/attack" "$project"
    [ -z "$as" ] || chown -R nobody: "$project"
    ok "$who can be jailed on this machine" $as "$bin/jailed"
    claims
}

everybody() {
    if [ "$(id -u)" -eq 0 ]; then
        profile "a program of root" "" p1
        profile "a program of a user" "runuser -u nobody --" p2
    else
        profile "a program of a user" "" p1
    fi
}
