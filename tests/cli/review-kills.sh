#!/bin/sh
# codelab review --apply is killed at each call that changes the project or the database: who looks at
# the review next finishes it, or finds it untouched; nothing is left behind.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
inject=${top_builddir:-.}/tests/fault/inject
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
case $inject in
/*) ;;
*) inject=$PWD/$inject ;;
esac
export CODELAB_JAIL_HELPER="${CODELAB_JAIL_HELPER:-${codelab%/*}/codelab-jail}"
export HOME="$tmp/home"
mkdir "$HOME"
chmod 755 "$tmp"

# what stands in a folder, as a text
tree() {
    (cd "$1" && find . -mindepth 1 -exec stat -c '%n %a %F' {} + | sort && cat text more/* kind/* kind) 2>/dev/null
}

mkdir "$tmp/world" "$tmp/world/data"
mkdir "$tmp/world/p" "$tmp/world/p/more" "$tmp/world/p/old" || exit 99
cd "$tmp/world/p" || exit 99
printf '%s\n' 1 2 3 4 5 6 7 8 9 >text
echo a >old/a
echo b >old/b
echo file >kind
export CODELAB_DATA="$tmp/world/data"
ok "a run is kept" "$codelab" run --quiet --overlay -- sh -c '
    sed -i s/2/two/ text; rm -r old; rm kind; mkdir kind; echo in >kind/in
    echo 1 >more/1; echo 2 >more/2; ln -s text link; chmod 700 more; mkdir -p new/empty'
before=$(tree .)
cp -a "$tmp/world" "$tmp/clean"
"$codelab" review --apply --with everything >/dev/null 2>&1
after=$(tree .)
[ "$before" != "$after" ]
tap_result "it changes what is there" $?

# again FOLDER FIRST STEP: killed at the call FIRST, FIRST + STEP, ... that changes something there
again() {
    n=$2 wrong=0 kills=0
    while :; do
        rm -rf "$tmp/world"
        cp -a "$tmp/clean" "$tmp/world"
        cd "$tmp/world/p" || exit 99
        "$inject" -n "$n" -e KILL -c -d "$1" "$codelab" review --apply --with everything >/dev/null 2>&1
        status=$?
        [ $status -ne 77 ] || return 77
        [ $status -ne 0 ] || break
        kills=$((kills + 1))
        "$codelab" review >/dev/null 2>&1
        have=$(tree .)
        if [ "$have" != "$after" ] && [ "$have" != "$before" ]; then
            wrong=$((wrong + 1))
            tap_note "call $n left" "$have"
        fi
        "$codelab" review --apply --with everything >/dev/null 2>&1
        [ "$(tree .)" = "$after" ] || wrong=$((wrong + 1))
        find . -name '.codelab-*' | grep . && wrong=$((wrong + 1))
        n=$((n + $3))
    done
    return 0
}

again "$tmp/world/p" 1 1
if [ $? -eq 77 ]; then
    echo "1..0 # SKIP the kernel does not let calls be stopped"
    exit 0
fi
is "killed in the project it is finished" "$wrong" 0
[ "$kills" -ge 12 ]
tap_result "at each of its calls" $?
again "$tmp/world/data" 1 7
is "killed in the database, too" "$wrong" 0
done_testing
