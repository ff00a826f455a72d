#!/bin/sh
# codelab project new: what each template makes runs, and passes its own test, in the jail, where
# its language is installed.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
export CODELAB_JAIL_HELPER="${CODELAB_JAIL_HELPER:-${codelab%/*}/codelab-jail}"
export CODELAB_DATA="$tmp/data"
chmod 755 "$tmp"
mkdir "$tmp/p"
cd "$tmp/p" || exit 99

# needs TEMPLATE: what must be installed for it
needs() {
    case $1 in
    c) echo cc make ;;
    cpp) echo c++ make ;;
    java) echo javac make ;;
    javascript) echo node ;;
    python) echo python3 ;;
    rust) echo cargo ;;
    shell) echo sh ;;
    typescript) echo tsc npm ;;
    *) echo "$1" ;;
    esac
}

installed() {
    for tool in $(needs "$1"); do
        command -v "$tool" >/dev/null || return 1
    done
}

jailed() {
    sh -c "exec \"\$0\" run --quiet --timeout 5m --procs 300 --memory 2G -- $1" "$codelab" 2>&1 </dev/null
}

"$codelab" project templates --json >"$tmp/templates"
is "there is a dozen" "$(grep -o '"name"' "$tmp/templates" | wc -l)" 12
"$codelab" project templates | awk '{ print $1 }' >"$tmp/names"
while read -r t; do
    run=$(sed 's/},/}\n/g' "$tmp/templates" | sed -n "s/.*\"name\":\"$t\".*\"run\":\"\([^\"]*\)\".*/\1/p")
    tests=$(sed 's/},/}\n/g' "$tmp/templates" | sed -n "s/.*\"name\":\"$t\".*\"test\":\"\([^\"]*\)\".*/\1/p")
    ok "$t is made" "$codelab" project new "My-$t" --template "$t"
    for file in README.md .gitignore; do
        ok "$t has $file" test -s "My-$t/$file"
    done
    is "$t has nothing left to fill in" "$(grep -r '{{' "My-$t")" ""
    if installed "$t"; then
        is "$t runs" "$(cd "My-$t" && jailed "$run")" "Hello, My-$t!"
        ok "$t passes its test" sh -c "cd My-$t && exec \"$codelab\" run --quiet --timeout 5m \
            --procs 300 --memory 2G -- $tests </dev/null"
    fi
done <"$tmp/names"

is "each is a project" "$("$codelab" project list | wc -l)" 12
fails "no template is refused" "$codelab" project new x
has "with where to look" "$tap_output" "codelab project templates lists them"
fails "so is one that is not there" "$codelab" project new x --template cobol
has "with those that are" "$tap_output" "there is no template 'cobol', but c, cpp, go"
fails "nothing is written over" "$codelab" project new My-c --template python
has "and so said" "$tap_output" "/My-c': file exists"
ok "what was there is as it was" test -s My-c/main.c
is "nothing half-made is left" "$(find . -name '.codelab*')" ""
for name in 'a"b' '../x' "x'y" '-x' ''; do
    fails "'$name' is no name" "$codelab" project new "$name" --template c --to "$tmp/p/y"
done
ok "an empty folder is fine" sh -c "mkdir e && '$codelab' project new e --template shell"
has "for programs it is one object" \
    "$("$codelab" project new 9lives --template go --to "$tmp/p/deep/er" --json)" \
    '"template":"go","main":"main.go","run":"go run ."'
is "a package has a name it may have" "$(head -n 1 deep/er/go.mod)" "module example.com/p9lives"
done_testing
