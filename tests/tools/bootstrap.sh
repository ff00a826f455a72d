#!/bin/sh
# ./bootstrap finds what is missing, says so, and asks apt for that alone.
. "${top_srcdir:-.}/tests/lib/tap.sh"
bootstrap=$(cd "${top_srcdir:-.}" && pwd)/bootstrap

# A machine that has all but libuv and npm, as an ordinary user ($tmp/uid), with an apt-get that
# fails as often as $tmp/failures says.
mkdir "$tmp/bin"
for tool in cat cp dirname env grep mktemp rm sed tr; do
    ln -s "$(command -v "$tool")" "$tmp/bin/$tool"
done
stub() {
    cat >"$tmp/bin/$1"
    chmod +x "$tmp/bin/$1"
}
for tool in cc make autoconf automake flock musl-gcc python3; do
    echo '#!/bin/sh' | stub "$tool"
done
stub pkg-config <<'EOF'
#!/bin/sh
[ "$2" != libuv ]
EOF
stub id <<EOF
#!/bin/sh
cat "$tmp/uid"
EOF
stub apt-get <<EOF
#!/bin/sh
echo "\$*" >>"$tmp/asked"
[ "\$1" != update ] || exit 0
read -r left <"$tmp/failures"
[ "\$left" -gt 0 ] || exit 0
echo \$((left - 1)) >"$tmp/failures"
echo "E: no such host" >&2
exit 100
EOF
deps() {
    : >"$tmp/asked"
    env -i PATH="$tmp/bin" HOME="$tmp" /bin/sh "$bootstrap" deps
}

echo 0 >"$tmp/failures"
echo 1000 >"$tmp/uid"
# Headers and certificates are looked for by their path, which a test cannot take away.
packages="npm libuv1-dev"
for file in /usr/include/stdio.h:libc6-dev /etc/ssl/certs/ca-certificates.crt:ca-certificates; do
    [ -e "${file%:*}" ] || packages="npm ${file#*:} ${packages#npm }"
done
fails "an ordinary user without sudo is told what to do" deps
is "in one sentence" "$tap_output" \
    "bootstrap: missing: $packages; as root, run: apt-get install $packages"

echo 0 >"$tmp/uid"
ok "root gets them installed" deps
is "and nothing else" "$(cat "$tmp/asked")" \
    "install -qq -y --no-install-recommends $packages"
echo 1 >"$tmp/failures"
ok "package lists that are too old are brought up to date" deps
has "by one update" "$(cat "$tmp/asked")" "update -qq"
echo 2 >"$tmp/failures"
fails "packages that cannot be had end it" deps
has "with apt's reason" "$tap_output" "E: no such host"
has "and a sentence" "$tap_output" \
    "bootstrap: apt-get could not install the packages: is the network reachable?"

rm "$tmp/bin/apt-get"
fails "without apt-get it ends" deps
has "and names what is missing" "$tap_output" "bootstrap: missing: $packages (Debian's names)"

echo '#!/bin/sh' | stub pkg-config
echo '#!/bin/sh' | stub npm
[ "$packages" != "npm libuv1-dev" ] || {
    ok "with all there it goes on, apt-get or not" deps
    is "in silence" "$tap_output" ""
    rm "$tmp/bin/musl-gcc"
    ok "also without what only makes it faster" deps
    has "which is told" "$tap_output" "going on: a jail takes a little longer to start"
}

fails "without a command it ends" "$bootstrap"
has "with how to use it" "$tap_output" "Usage: ./bootstrap COMMAND"
done_testing
