#!/bin/sh
# codelab run --overlay, codelab review: kept, shown, applied, undone.
. "${top_srcdir:-.}/tests/lib/tap.sh"
export CODELAB_DATA="$tmp/data"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
export CODELAB_JAIL_HELPER="${CODELAB_JAIL_HELPER:-${codelab%/*}/codelab-jail}"
export HOME="$tmp/home"
unset VISUAL EDITOR
mkdir "$HOME" "$tmp/p" "$tmp/clone"
cd "$tmp/p" || exit 99
chmod 755 "$tmp"

is "nothing waits at first" "$("$codelab" review)" "nothing waits"
printf '%s\n' 1 2 3 4 5 6 7 8 9 >text
echo gone >gone
printf 'a\0b' >binary
cp text gone binary "$tmp/clone"
said=$("$codelab" run --overlay -- sh -c '
    sed -i -e s/2/two/ -e s/8/eight/ text
    rm gone
    mkdir new; echo new >"new/with blank"
    ln -s text link
    printf "a\0c" >binary
    echo KEY=1 >.env
    mkdir .git; echo x >.git/config
    chmod 755 text' 2>&1)
has "a run is kept" "$said" "codelab: 7 changes (+5 -3) wait for you: codelab review 1"
is "and nothing touched the disk" "$(ls -A | tr '\n' ' ')" "binary gone text "
said=$("$codelab" review)
has "it is listed" "$said" "run 1  sh -c"
has "with what changed" "$said" "pending   changed  text  +2 -2"
has "with what looks like a secret" "$said" ".env  +1 -0  [looks like a secret]"
has "and what others obey" "$said" ".git/config  +1 -0  [tells other programs what to do]"
json=$("$codelab" review --json 1)
has "it is JSON" "$json" '"path":"gone","change":"deleted","state":"pending"'
has "with modes and sums" "$json" '"before":{"type":"file","mode":"0644","size":18,"sha256":"'
has "and what waits" "$json" '"waiting":[1]}'

if command -v git >/dev/null; then
    "$codelab" review --patch >"$tmp/patch"
    grep -v '^Binary files' "$tmp/patch" >"$tmp/patch-text"
    sed -i '/^diff --git a\/binary/d; /^diff --git a\/.git/,/^+x/d' "$tmp/patch-text"
    (cd "$tmp/clone" && git init -q . && git apply "$tmp/patch-text") >"$tmp/said" 2>&1
    is "the patch is one for git" "$?$(cat "$tmp/said")" 0
    is "which makes the same text" "$(sed -n 8p "$tmp/clone/text")" eight
    ok "with its mode" test -x "$tmp/clone/text"
    is "and the same link" "$(readlink "$tmp/clone/link")" text
fi

sed -i 's/^9$/nine/' text
said=$("$codelab" review --apply 2>&1)
is "all is applied" "$?" 0
has "but for what wants a yes of its own" "$said" \
    "codelab: 6 changes wait for a yes of their own (1 secret, 1 obeyed, 1 deleted, 1 link, 1 mode, 1 binary): codelab review 1"
is "which is not touched" "$(ls -A | tr '\n' ' ')" "binary gone new text "
has "an object says why" "$("$codelab" review --json 1)" '"wants":["deleted"]'
fails "of kinds that there are not" "$codelab" review --apply --with text
has "those that there are are told" "$tap_output" "'text' is none of deleted, retyped"
fails "the yes goes with an apply" "$codelab" review --with deleted
said=$("$codelab" review --apply --with deleted,link,mode,binary 2>&1)
is "said, that yes is obeyed" "$?" 1
has "what touches the same lines is not applied" "$said" \
    "codelab: the same lines of 'text' were changed on the disk as well"
has "the rest waits" "$said" "codelab: 2 changes wait for a yes of their own (1 secret, 1 obeyed): codelab review 1"
is "what was deleted is gone" "$(ls -A | tr '\n' ' ')" "binary link new text "
is "the disk keeps its text" "$(tail -n 1 text)" nine
sed -i 's/^nine$/9/' text
sed -i 's/^5$/five/' text
has "what does not touch is merged" "$("$codelab" review --apply --with mode 2>/dev/null)" \
    "1 change applied, 1 of them merged with what changed on the disk"
is "both changes are there" "$(tr '\n' ' ' <text)" "1 two 3 4 five 6 7 eight 9 "
has "history tells whose they are" "$("$codelab" history text)" "run#1"
has "the log, too" "$("$codelab" audit)" "apply  run #1"
said=$("$codelab" review 1)
has "what was applied is told" "$said" "applied   changed  text"
has "the secret still waits" "$said" "pending   added    .env"
has "what was discarded waits no more" "$("$codelab" review --discard; "$codelab" review)" \
    "nothing waits"
has "an undo puts back what the last apply wrote" "$("$codelab" review --undo 1)" \
    "1 change put back"
is "and nothing else" "$(tr '\n' ' ' <text)" "1 2 3 4 five 6 7 8 9 "
fails "a run that is not there is told" "$codelab" review 99
has "in one sentence" "$tap_output" "there is no run 99"
fails "words that exclude each other are wrong use" "$codelab" review --apply --discard

has "an object names the review" \
    "$("$codelab" run --json --overlay -- sh -c 'echo more >more')" '"writes":["more"],"deleted":[],"review":2}'
is "a run that writes nothing leaves nothing" \
    "$("$codelab" run --overlay -- true 2>&1)" "codelab: it wrote nothing"
has "a review at once lists where nobody can answer" \
    "$("$codelab" run --review -- sh -c 'echo x >x' </dev/null)" "pending   added    x  +1 -0"
has "a program runs by its name" "$(echo 'echo it is $0' | "$codelab" run bash)" "bash"
mkdir sub
(cd sub && "$codelab" run --quiet --overlay -- sh -c 'echo below >below')
has "a folder of a project has its own" "$("$codelab" review --list)" "sh -c echo below >below"
ok "which is applied there" sh -c "cd sub && '$codelab' review --apply"
is "and nowhere else" "$(cat sub/below)" below
has "in the history of the project" "$("$codelab" log)" "sub/below@1"

"$codelab" review --discard >/dev/null
{ printf 'a\0' && head -c 1100000 /dev/zero; } >large
"$codelab" run --quiet --overlay -- sh -c 'rm large; echo 1 >one; mkfifo "pipe
of two lines"'
has "what is no text is never shown as one" "$("$codelab" review --patch)" \
    "Binary files a/large and /dev/null differ"
has "a note is a line, whatever the name" "$("$codelab" review 6)" \
    "note: 'pipe\\x0aof two lines' is a device"
"$codelab" review --apply --decision none >/dev/null 2>&1
is "a decision without a number is wrong use" "$?" 2
ok "and nothing is applied" test ! -e one
(cd "$tmp" && "$codelab" review --apply) >"$tmp/said" 2>&1
is "nor from where it is not meant" "$?" 1
has "which is told" "$(cat "$tmp/said")" "the current folder lies in no project"
ok "and leaves it as it is" test -e large

if command -v script >/dev/null; then
    printf '%s\n' 1 2 3 4 5 >counted
    said=$("$codelab" run --overlay -- sh -c 'sed -i -e s/4/four/ counted' 2>&1)
    number=${said##* }
    has "a hunk that is asked about counts its context, as patches do" \
        "$(printf 'q\n' | script -qec "'$codelab' review $number" /dev/null)" "@@ -1,5 +1,5 @@"
fi
done_testing
