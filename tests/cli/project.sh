#!/bin/sh
# codelab project: a folder is taken in, lost, and brought back.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
export CODELAB_DATA="$tmp/data" TZ=UTC

# exits NAME CODE COMMAND...: passes if the command's exit code is that; its words are in $said.
exits() {
    exits_name=$1 exits_want=$2
    shift 2
    exits_have=0
    said=$("$@" 2>&1) || exits_have=$?
    is "$exits_name" "$exits_have" "$exits_want"
}

picture() (
    cd "$1" && find . -printf '%p %y %m %l\n' | sort && find . -type f -exec cat {} + | sha256sum
)

mkdir -p "$tmp/hello/src" "$tmp/hello/empty" "$tmp/hello/.git"
printf 'int main(void) { return 0; }\n' >"$tmp/hello/src/main.c"
printf '#!/bin/sh\nexit 0\n' >"$tmp/hello/run"
printf 'ref\n' >"$tmp/hello/.git/HEAD"
printf '*.o\n' >"$tmp/hello/.gitignore"
printf 'o\n' >"$tmp/hello/main.o"
printf 'odd\n' >"$tmp/hello/$(printf 'new\nline \377')"
chmod 750 "$tmp/hello/run" "$tmp/hello/empty"
ln -s src/main.c "$tmp/hello/link"

exits "list works before there is anything" 0 "$codelab" project list
is "and lists nothing" "$said" ""
exits "a folder is added" 0 "$codelab" project add "$tmp/hello"
is "with what it holds" "$said" "hello: 4 files (54 B), 4 of them new or changed"
exits "adding it again takes nothing new" 0 "$codelab" project add "$tmp/hello"
has "as it says" "$said" "0 of them new or changed"
said=$("$codelab" project list)
has "list names it" "$said" "hello  $tmp/hello"
said=$("$codelab" project list --json)
has "list --json is one object" "$said" '{"projects":[{"name":"hello"'
said=$(cd "$tmp/hello/src" && "$codelab" project info)
has "info finds the project around the current folder" "$said" "name      hello"

exits "restoring over files is refused" 1 "$codelab" project restore hello
has "with a sentence" "$said" "codelab: cannot restore the project into '$tmp/hello': '$tmp/hello' is not empty"

rm -rf "$tmp/hello/.git" "$tmp/hello/main.o" # what is not taken in
before=$(picture "$tmp/hello")
rm -rf "$tmp/hello"
has "a lost folder is told" "$("$codelab" project list)" "(folder missing)"
exits "what would be the last copy is not removed" 1 "$codelab" project remove hello
has "unless one insists" "$said" "--force"
exits "the folder comes back" 0 "$codelab" project restore "$tmp/hello"
has "with all files" "$said" "hello: 4 files restored to $tmp/hello"
is "just as it was" "$(picture "$tmp/hello")" "$before"
exits "it can be written elsewhere" 0 "$codelab" project restore hello --to "$tmp/deep/copy"
is "just the same" "$(picture "$tmp/deep/copy")" "$before"

truncate -s 65M "$tmp/hello/big"
exits "a file that is too large is no failure" 0 "$codelab" project add "$tmp/hello"
has "but is told" "$said" "codelab: 'big' is not kept in history: it is larger than 64 MB"
has "by info too" "$("$codelab" project info hello --json)" '"skipped":[{"path":"big"'

exits "all of it is as it was written" 0 "$codelab" project verify hello
is "and so said" "$said" "4 versions, each as it was written"
has "also for programs" "$("$codelab" project verify --json)" '{"ok":true,"versions":4,"damaged":[]}'

is "stats is info" "$("$codelab" project info hello)" "$("$codelab" project stats hello)"
exits "a project gets another name" 0 "$codelab" project rename hello "good day"
has "by which it is found" "$("$codelab" project info "good day")" "$tmp/hello"
exits "no name is refused" 1 "$codelab" project rename "good day" ../x
exits "and the old one back" 0 "$codelab" project rename "good day" hello
mv "$tmp/hello" "$tmp/moved"
exits "a moved folder is known again" 0 "$codelab" project add "$tmp/moved"
is "as the same project" "$("$codelab" project list | wc -l)" 1
has "under its new name" "$("$codelab" project list)" "moved  $tmp/moved"
cp -a "$tmp/moved" "$tmp/hello"
exits "a copy is another one" 0 "$codelab" project add "$tmp/hello"
is "beside it" "$("$codelab" project list | wc -l)" 2
rm -rf "$tmp/moved"
exits "its folder is told by hand" 1 "$codelab" project move moved "$tmp/hello"
has "but not that of another" "$said" "is another project"
exits "the lost one goes" 0 "$codelab" project remove --force moved

printf 'int main(void) { return 1; }\n' >"$tmp/hello/src/main.c"
exits "a project goes into one file" 0 "$codelab" project export hello --to "$tmp/h.codelab"
has "with all its versions" "$said" "h.codelab: 4 files, 5 versions"
is "which others cannot read" "$(stat -c %a "$tmp/h.codelab")" 600
exits "it is not written over" 1 "$codelab" project export hello --to "$tmp/h.codelab"
has "unless one says so" "$said" "--force replaces it"
exits "the newest alone are less" 0 "$codelab" project export hello --to "$tmp/n.codelab" \
    --no-history --json
has "as is said for programs" "$said" '"files":4,"versions":4,"damaged":0'
exits "it comes back elsewhere" 0 "$codelab" project import "$tmp/h.codelab" --to "$tmp/far/away"
has "as a project" "$said" "hello: 4 files, 5 versions, in $tmp/far/away"
rm -rf "$tmp/hello/big"
is "with the same files" "$(picture "$tmp/far/away")" "$(picture "$tmp/hello")"
has "and their history" "$(cd "$tmp/far/away" && "$codelab" history src/main.c)" "2"
exits "not over what is there" 1 "$codelab" project import "$tmp/h.codelab" --to "$tmp/far/away"
head -c 300 "$tmp/h.codelab" >"$tmp/cut.codelab"
exits "a file cut short is refused" 1 "$codelab" project import "$tmp/cut.codelab" --to "$tmp/cut"
has "with a sentence" "$said" "the archive is cut short or damaged"
exits "so is any other file" 1 "$codelab" project import "$tmp/hello/run" --to "$tmp/cut"
ok "and nothing is left of it" test ! -e "$tmp/cut"
exits "the copy goes" 0 "$codelab" project remove "$tmp/far/away"

exits "a project is removed" 0 "$codelab" project remove "$tmp/hello"
is "its folder is left alone" "$(cat "$tmp/hello/run")" "$(printf '#!/bin/sh\nexit 0')"
is "it is listed no more" "$("$codelab" project list)" ""
has "but among the removed" "$("$codelab" project list --removed)" "hello  $tmp/hello"
has "also for programs" "$("$codelab" project list --removed --json)" '{"removed":[{"name":"hello"'
exits "it is taken back" 0 "$codelab" project restore hello
is "as it was" "$said" "hello is a project again"
exits "and removed again" 0 "$codelab" project remove hello --json
has "for programs too" "$said" '{"name":"hello"'
exits "what was removed now is not forgotten yet" 0 "$codelab" project gc
has "so it is said" "$said" "forgot 0 removed projects and 0 contents"
exits "unless one says so" 0 "$codelab" project gc --older-than 0 --json
has "with what went" "$said" '{"projects":3,"contents":5,"freed":'
exits "then it cannot be taken back" 1 "$codelab" project restore hello
exits "days are a number" 1 "$codelab" project gc --older-than soon
exits "what is not known fails" 1 "$codelab" project info hello
is "with a sentence" "$said" "codelab: no project 'hello' is known"
exits "a file is no project" 1 "$codelab" project add "$tmp/hello/run"
exits "help is an answer" 0 "$codelab" project --help
exits "no verb is wrong use" 2 "$codelab" project
exits "neither is an unknown verb" 2 "$codelab" project frobnicate
has "which is told with a remedy" "$said" "see codelab project --help"
exits "nor an unknown option" 2 "$codelab" project list --frob

printf 'Dear friend, this is a letter.\n' >"$tmp/data/codelab.db"
exits "a database that is none is set aside" 0 "$codelab" project list
has "and told of" "$said" "history starts anew; the damaged one is kept as 'codelab.db.broken-"
printf '\377\377\377\377' | dd of="$tmp/data/codelab.db" bs=1 seek=60 conv=notrunc 2>/dev/null
exits "a newer database is refused" 1 "$codelab" project list
has "with a remedy" "$said" "update codelab or set CODELAB_DATA to another folder"
done_testing
