#!/bin/sh
# codelab decision: records of why something was changed, and the versions they explain.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
export CODELAB_DATA="$tmp/data" TZ=UTC
unset VISUAL EDITOR
mkdir "$tmp/p" "$tmp/other"
cd "$tmp/p" || exit 99
printf 'one\n' >a
ok "a project is added" "$codelab" project add .
printf 'two\n' >a
ok "and changed" "$codelab" project add .
is "there is no decision" "$("$codelab" decision list)" ""
has "one is recorded" "$("$codelab" decision new --title 'Count to two' --model local/m a@2)" \
    "ADR-001  Count to two is recorded"
said=$("$codelab" decision show 1)
has "it tells the model" "$said" "- Model: local/m"
has "and what differs" "$said" "+two"
has "and the sums" "$said" "$(printf 'two\n' | sha256sum | cut -c1-64)"
has "a form on stdin is one, too" \
    "$(printf '# Count on\n\nStatus: proposed\nChange: a@1\n\n## Context\n\nWe count.\n' |
        "$codelab" decision new - --json)" \
    '"n":2,"name":"ADR-002","title":"Count on","status":"proposed"'
cat >"$tmp/edit" <<'END'
#!/bin/sh
sed -e 's/^# $/# With an editor/' -e 's/^Status: .*/Status: rejected/' "$1" >"$1.new"
cat "$1.new" >"$1"
rm "$1.new"
END
chmod 755 "$tmp/edit"
has "an editor is another way" "$(EDITOR=$tmp/edit "$codelab" decision new a)" \
    "ADR-003  With an editor is recorded"
has "and links as the words say" "$("$codelab" decision show 3 --json)" '"path":"a","n":2,'
fails "a form that is left alone records nothing" env EDITOR=true TMPDIR="$tmp" \
    "$codelab" decision new
has "and tells so" "$tap_output" "nothing was recorded"
is "and leaves no file" "$(find "$tmp" -name 'decision-*.md')" ""
printf '#!/bin/sh\nprintf "# t\\nnonsense\\n" >"$1"\n' >"$tmp/edit"
fails "one that is none is refused" env EDITOR="$tmp/edit" TMPDIR="$tmp" "$codelab" decision new
has "by its line" "$tap_output" "line 2:"
is "and kept" "$(cat "$tmp"/decision-*.md)" "# t
nonsense"
fails "without an editor it says what to do" "$codelab" decision new
has "namely" "$tap_output" 'set $EDITOR'
has "they are listed" "$("$codelab" decision list)" "ADR-003  rejected  "
is "by status" "$("$codelab" decision list --status proposed | wc -l)" 1
is "by file" "$("$codelab" decision list a | wc -l)" 3
is "and found" "$("$codelab" decision search 'we COUNT' | cut -c1-7)" ADR-002
ok "one holds in the place of another" "$codelab" decision supersede 1 ADR-002
has "which shows" "$("$codelab" decision list)" "superseded  "
fails "but not the other way round" "$codelab" decision supersede 2 1
ok "one is changed" "$codelab" decision edit 2 --status accepted --title "$(printf 'Zähle \342\200\246')"
has "for good" "$("$codelab" decision show 2)" "# ADR-002: Zähle …"
ok "links come" "$codelab" decision link 2 a@2
is "so that there are two" "$("$codelab" decision show 2 | grep -c '^### a@')" 2
has "and shows beside its version" "$("$codelab" history a | grep '^ *2 ')" ADR-002
ok "and go" "$codelab" decision unlink 2 a@1
fails "what is not linked is told" "$codelab" decision unlink 2 a@1
ok "all are written as files" "$codelab" decision export "$tmp/out"
is "called by number and title" "$(cd "$tmp/out" && echo *)" \
    "0001-count-to-two.md 0002-z-hle.md 0003-with-an-editor.md"
is "as they are shown" "$(cat "$tmp/out/0003-with-an-editor.md")" "$("$codelab" decision show 3)"
ok "an archive has them" "$codelab" project export --to "$tmp/p.codelab"
ok "and brings them" "$codelab" project import "$tmp/p.codelab" --to "$tmp/q"
is "all of them" "$(cd "$tmp/q" && "$codelab" decision show 1)" "$("$codelab" decision show 1)"
fails "a title is one line" "$codelab" decision new --title "$(printf 'a\nb')"
fails "a version that is not there is told" "$codelab" decision new --title t a@99
fails "a status is one of four" "$codelab" decision new --title t --status maybe
fails "none is superseded by nothing" "$codelab" decision new --title t --status superseded
fails "numbers are numbers" "$codelab" decision show first
fails "of decisions that are there" "$codelab" decision show 99
fails "wrong words are told" "$codelab" decision forget 1
is "nothing of that was recorded" "$("$codelab" decision list | wc -l)" 3
cd "$tmp/other" || exit 99
fails "outside of a project there are none" "$codelab" decision list
done_testing
