#!/bin/sh
# A program that may talk to listed hosts reaches these and nothing else; claim by claim.
. "${top_srcdir:-.}/tests/jail/claims.sh"

cp "${top_builddir:-.}/codelab-gate" "${top_builddir:-.}/tests/jail/netcat" "$bin" || exit 99
mkfifo "$tmp/port"
"$bin/netcat" serve >"$tmp/port" &
server=$!
read -r port <"$tmp/port"

# talks HOSTS BYTES: what comes back of these bytes (in printf's form) to the gate; the report goes
# to $tmp/report
talks() {
    hosts=$1 bytes=$2
    options=$(echo "$hosts" | sed 's/^/host=/; s/,/ host=/g')
    # shellcheck disable=SC2059,SC2086 # both are meant
    printf "$bytes" | jailed wall=20000 $options -- ./netcat talk 3128 9>"$tmp/report" 2>&1 | tr -d '\r'
}

# reaches CLAIM HOSTS BYTES ANSWER
reaches() {
    has "$who $1" "$(talks "$2" "$3")" "$4"
}

# blocked CLAIM HOSTS BYTES PLACE
blocked() {
    has "$who $1" "$(talks "$2" "$3")" "403 Blocked by the jail"
    has "$who $1, and it is told" "$(cat "$tmp/report")" " blocked=host:$4 "
}

get() {
    printf '%s' "GET http://$1/p?q#f HTTP/1.1\r\nHost: other.example\r\nProxy-Authorization: x\r\n\r\n"
}

connect() {
    printf '%s' "CONNECT $1 HTTP/1.1\r\n\r\nGET /inner HTTP/1.0\r\nHost: h\r\n\r\n"
}

places() {
    reaches "reaches a listed address" "127.0.0.1:$port" "$(get "127.0.0.1:$port")" \
        "GET /p?q HTTP/1.1|Host: 127.0.0.1:$port|"
    fails "$who sends the server nothing that is for the proxy" \
        grep proxy <<END
$(talks "127.0.0.1" "$(get "127.0.0.1:$port")")
END
    reaches "reaches it by CONNECT" "127.0.0.1" "$(connect "127.0.0.1:$port")" "GET /inner HTTP/1.0|Host: h|"
    has "$who is counted" "$(cat "$tmp/report")" "isolation=hosts"
    fails "$who is counted in bytes" grep -q net=0/ "$tmp/report"
    reaches "reaches a listed network" "127.0.0.0/8:$port" "$(get "127.0.0.1:$port")" "GET /p?q"
    reaches "reaches the host's own name if it is listed" "localhost:$port" "$(get "LOCALHOST.:$port")" "GET /p?q"
    reaches "reaches it by SOCKS5" "localhost" \
        "\\005\\001\\000\\005\\001\\000\\003\\011localhost$(socks_port)GET /socks HTTP/1.0\\r\\n\\r\\n" \
        "GET /socks HTTP/1.0"
    reaches "reaches an address by SOCKS5" "127.0.0.1" \
        "\\005\\001\\000\\005\\001\\000\\001\\177\\000\\000\\001$(socks_port)GET /socks HTTP/1.0\\r\\n\\r\\n" \
        "GET /socks HTTP/1.0"
    blocked "cannot reach another name" "example.org" "$(get "localhost:$port")" "localhost:$port"
    blocked "cannot reach another port" "localhost:1" "$(get "localhost:$port")" "localhost:$port"
    blocked "cannot reach an address by a list of names" "localhost" "$(get "127.0.0.1:$port")" "127.0.0.1:$port"
    blocked "cannot reach another address" "127.0.0.2" "$(connect "127.0.0.1:$port")" "127.0.0.1:$port"
    blocked "cannot reach IPv6's side of a listed address" "127.0.0.1" "$(connect "[::1]:$port")" "[::1]:$port"
    blocked "cannot reach it in IPv6's disguise" "10.0.0.0/8" "$(connect "[::ffff:127.0.0.1]:$port")" \
        "[::ffff:127.0.0.1]:$port"
    blocked "cannot reach below a name what is beside it" "*.localhost" "$(get "localhost:$port")" "localhost:$port"
    blocked "cannot reach the metadata of a cloud" "example.org" "$(get "169.254.169.254")" "169.254.169.254:80"
    for disguise in "[::127.0.0.1]" "[64:ff9b::7f00:1]" "[2002:7f00:1::]" "[::ffff:0:127.0.0.1]" \
        "[fe80::1]" "[::]" "0.0.0.0" "[64:ff9b::a9fe:a9fe]"; do
        has "$who is not led home as $disguise" \
            "$(talks "example.org" "$(connect "$disguise:$port")")" "403 Blocked by the jail"
    done
    reaches "is not heard with a zone" localhost "$(connect "[fe80::1%lo]:$port")" "400 Bad Request"
    reaches "is not heard with a user" localhost "$(get "localhost@127.0.0.1:$port")" "400 Bad Request"
    reaches "is not heard with a port too large" localhost "$(connect "localhost:65536")" "400 Bad Request"
    reaches "is not heard with a line end in a name" localhost \
        "CONNECT localhost\r\nX:$port HTTP/1.1\r\n\r\n" "400 Bad Request"
    reaches "cannot say another host to the server" "127.0.0.1" \
        "GET http://127.0.0.1:$port/ HTTP/1.1\r\nHost: a\r\n host: b\r\nHOST:\tc\r\n\r\n" \
        "Host: 127.0.0.1:$port|"
    has "$who is refused a head without end" \
        "$({ printf 'GET http://localhost:%s/ HTTP/1.1\r\nX: ' "$port"; head -c 200000 /dev/zero | tr '\0' a; } |
            jailed wall=20000 host=localhost -- ./netcat talk 3128 2>&1)" "400 Bad Request"
    has "$who is served beside many that say nothing" "$(jailed wall=20000 files=512 \
        "host=localhost:$port" -- python3 -c "
import socket
idle = [socket.create_connection(('127.0.0.1', 3128)) for i in range(50)]
s = socket.create_connection(('127.0.0.1', 3128))
s.sendall(b'GET http://localhost:$port/x HTTP/1.1\r\n\r\n')
print(s.recv(99))" 2>&1)" "GET /x"
    jailed wall=20000 host=localhost -- sleep 15 9>"$tmp/report" 2>"$tmp/said" &
    waiting=$!
    soon kill_gate
    have=0
    wait "$waiting" || have=$?
    is "$who does not go on without the gate" "$have" 125
    has "$who is told so" "$(cat "$tmp/said")" "the gate to the listed hosts ended"
    blocked "is not led home by a number for a name" "2130706433" "$(get "2130706433:$port")" "2130706433:$port"
    blocked "is not led home by a short address" "127.1" "$(get "127.1:$port")" "127.1:$port"
    has "$who is refused by SOCKS5, too" \
        "$(talks example.org "\\005\\001\\000\\005\\001\\000\\003\\011localhost$(socks_port)" | od -An -tx1 | tr -d '\n')" \
        "05 00 05 02"
    reaches "is told of nonsense" localhost "nonsense\\r\\n\\r\\n" "400 Bad Request"
    reaches "is told of a request without a place" localhost "GET / HTTP/1.1\\r\\n\\r\\n" "400 Bad Request"
    reaches "cannot put lines into a request" localhost \
        "GET http://localhost:$port/a HTTP/1.1\nHost: z\\r\\n\\r\\n" "400 Bad Request"
}

kill_gate() {
    for f in /proc/[0-9]*/exe; do
        if [ "$(readlink "$f" 2>/dev/null)" = "$bin/codelab-gate" ]; then
            f=${f#/proc/}
            sleep 0.3 # until it serves
            kill -9 "${f%/exe}"
            return
        fi
    done
    return 1
}

socks_port() {
    printf '\\%03o\\%03o' $((port / 256)) $((port % 256))
}

# A name that leads home: only if the host's table says so.
rebinding() {
    own=$(hostname 2>/dev/null || echo none)
    case $(getent ahosts "$own" 2>/dev/null) in
    127.* | ::1* | 10.* | 172.* | 192.168.*)
        blocked "is not led home by a listed name" "$own" "$(get "$own:$port")" "$own:$port"
        ;;
    esac
}

beside() {
    ok "$who has no other way out" jailed "host=127.0.0.1" -- sh -c "! ./netcat talk $port </dev/null"
    is "$who has one route, to itself" \
        "$(jailed host=localhost -- sh -c 'cat /proc/net/route 2>/dev/null | wc -l; :')" \
        "$(jailed -- sh -c 'cat /proc/net/route 2>/dev/null | wc -l; :')"
    is "$who finds the proxy in the environment" \
        "$(jailed host=a.example -- sh -c 'echo $HTTP_PROXY $https_proxy $ALL_PROXY $NO_PROXY')" \
        "http://127.0.0.1:3128 http://127.0.0.1:3128 http://127.0.0.1:3128 localhost,127.0.0.1,::1"
    is "$who has no proxy without hosts" "$(jailed -- sh -c 'env | grep -ci proxy')" 0
    fails "$who is not run with a list that is none" jailed "host=a b" -- true
    has "$who is told why" "$tap_output" "'a b' is no host"
    has "$who is not run without the gate" "$(
        cp "$bin/codelab-jail" "$tmp/codelab-jail"
        CODELAB_JAIL_HELPER=$tmp/codelab-jail jailed host=a.example -- true 2>&1
    )" "codelab-gate' is missing"
    ok "$who leaves no gate behind" no_gate
    start=$(date +%s)
    talks localhost "" >/dev/null
    ok "$who does not wait for what it never asked" test $(($(date +%s) - start)) -lt 15
}

no_gate() {
    for f in /proc/[0-9]*/exe; do
        [ "$(readlink "$f" 2>/dev/null)" != "$bin/codelab-gate" ] || return 1
    done
}

# The programs people use, where they are installed.
clients() {
    url=http://localhost:$port/x
    for client in \
        "curl:curl -sS $url" \
        "curl:curl -sS --proxytunnel $url" \
        "curl:curl -sS --noproxy '' --socks5-hostname 127.0.0.1:3128 $url" \
        "wget:wget -qO- $url" \
        "python3:python3 -c 'import urllib.request as u; print(u.urlopen(\"$url\").read())'"; do
        command -v "${client%%:*}" >/dev/null || continue
        has "$who reaches a listed host by ${client#*:}" \
            "$(jailed "host=localhost:$port" -- sh -c "${client#*:}" 2>&1)" "GET /x HTTP/1"
    done
}

claims() {
    cp "$bin/netcat" "$project"
    places
    rebinding
    beside
    clients
}

everybody
kill "$server"
done_testing
