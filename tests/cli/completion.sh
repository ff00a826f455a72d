#!/bin/sh
# codelab completion: real shells complete what --help tells.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
export CODELAB_DATA="$tmp/codelab" PATH="$tmp/bin:$PATH"
mkdir "$tmp/p" "$tmp/bin" "$tmp/my \$(touch here)" && cd "$tmp/p" || exit 99
ln -s "$codelab" "$tmp/bin/codelab"
"$codelab" project add "$tmp/my \$(touch here)" >/dev/null
: >'a file.txt'
for shell in bash zsh fish; do
    "$codelab" completion $shell >"$tmp/$shell"
done

cat >"$tmp/words.bash" <<'X'
. "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_codelab
printf '%s;' "${COMPREPLY[@]}"
X
cat >"$tmp/words.zsh" <<'X'
compdef() { :; }
_describe() { print -rn -- "${(j:;:)${(P)2}};"; }
_files() { :; }
. "$1"
shift
words=("$@") CURRENT=$#
_codelab
X
cat >"$tmp/words.fish" <<'X'
source $argv[1]
complete -C "$argv[2]" | cut -f1 | tr '\n' ';'
X

if bash -c 'exit 0' 2>/dev/null; then
    is "bash completes subcommands" "$(bash "$tmp/words.bash" "$tmp/bash" codelab his)" "history;"
    is "and options of all" "$(bash "$tmp/words.bash" "$tmp/bash" codelab --read)" "--read-only;"
    is "and of one" "$(bash "$tmp/words.bash" "$tmp/bash" codelab run --tim)" "--timeout;"
    is "and what it is told to do" "$(bash "$tmp/words.bash" "$tmp/bash" codelab project ex)" "export;"
    is "and projects, as they are written" "$(bash "$tmp/words.bash" "$tmp/bash" codelab project info my)" "my \$(touch here);"
    is "and files" "$(bash "$tmp/words.bash" "$tmp/bash" codelab a)" "audit;a file.txt;"
fi
if zsh -fc 'exit 0' 2>/dev/null; then
    said=$(zsh -f "$tmp/words.zsh" "$tmp/zsh" codelab '')
    has "zsh tells subcommands" "$said" "history:list the versions of a file;"
    has "and options of all" "$said" "--read-only:open the files read-only;"
    said=$(zsh -f "$tmp/words.zsh" "$tmp/zsh" codelab restore '')
    is "and of one alone" "$said" "--to:write it there instead;"
    has "and projects" "$(zsh -f "$tmp/words.zsh" "$tmp/zsh" codelab project info '')" "my \$(touch here);"
fi
if fish -c 'exit 0' 2>/dev/null; then
    export HOME="$tmp" XDG_CONFIG_HOME="$tmp/config" XDG_DATA_HOME="$tmp/data"
    is "fish completes subcommands" "$(fish --no-config "$tmp/words.fish" "$tmp/fish" 'codelab hist')" "history;"
    has "and projects" "$(fish --no-config "$tmp/words.fish" "$tmp/fish" 'codelab project info my')" "touch here"
    is "and options of one" "$(fish --no-config "$tmp/words.fish" "$tmp/fish" 'codelab run --tim')" "--timeout;"
    is "and what it is told to do" "$(fish --no-config "$tmp/words.fish" "$tmp/fish" 'codelab project expo')" "export;"
fi
code=0
"$codelab" completion tcsh >/dev/null 2>"$tmp/err" || code=$?
is "another shell is wrong use" "$code" 2
has "with those there are" "$(cat "$tmp/err")" "bash, zsh or fish"
done_testing
