#!/bin/sh
# Languages and their toolchains: which are found, in which versions, which one is taken and why;
# rows of the user's own; languages that no package brings, by stand-ins for their tools.
. "${top_srcdir:-.}/tests/lib/tap.sh"
top=$(cd "${top_srcdir:-.}" && pwd)
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
export CODELAB_JAIL_HELPER="${CODELAB_JAIL_HELPER:-${codelab%/*}/codelab-jail}"
export CODELAB_DATA="$tmp/data" HOME="$tmp/home" XDG_CONFIG_HOME="$tmp/config" XDG_CACHE_HOME="$tmp/cache"
unset PYENV_ROOT NVM_DIR RUSTUP_HOME JAVA_HOME GOROOT VIRTUAL_ENV DOTNET_ROOT
chmod 755 "$tmp"
mkdir -p "$tmp/p" "$tmp/config/codelab" "$tmp/bin" "$tmp/home"
cd "$tmp/p" || exit 99
system=/usr/local/bin:/usr/bin:/bin

# tool FILE < TEXT: a program
tool() {
    mkdir -p "${1%/*}"
    cat >"$1"
    chmod 755 "$1"
}

# One that says who it is, and its version if it is asked.
python() {
    tool "$1" <<EOS
#!/bin/sh
case \$1 in --version) echo asked >>"$tmp/asked"; echo "Python $2" ;; *) echo "I am $2: \$*" ;; esac
EOS
}

# Rows of the user's own.
cat >"$tmp/config/codelab/languages.json" <<'EOS'
// mine
[
  {"id": "toy", "title": "Toy", "extensions": ["toy"], "aliases": ["plaything"], "install": "https://toy.example",
   "ways": [{"tools": {"sh": ["toysh", "sh"]}, "run": ["{sh}", "-c", "echo toy {stem} $*", "sh", "{file}"]}]},
  {"id": "sed", "extensions": ["sed"], "ways": [{"tools": {"sed": ["sed"]}, "run": ["{sed}", "--version"]}]},
  {"id": "broken", "ways": "none"},
  {"id": "half", "extensions": [3], "ways": [{"tools": {"a": ["a"]}, "run": ["{a}"]}]},
  {"title": "nameless", "ways": []},
  {"id": "odd", "colour": "red", "content": ["("], "ways": [{"tools": {"a": ["nosuchtool"]}, "run": ["{a}"]}]},
  17
]
EOS
touch first.toy second.sed
is "a row in the user's file is a language, with no rebuild" "$("$codelab" run first.toy a b)" "toy first first.toy a b"
is "by its alias too" "$("$codelab" run --lang plaything second.sed)" "toy second second.sed"
has "a row with an id of ours takes its place" "$("$codelab" run second.sed)" "GNU sed"
said=$("$codelab" languages toy 2>&1)
for part in 'line 6: "ways" is no list' 'line 7: in "extensions" stands a number' \
    'line 8: a language wants an "id"' 'line 9: there is no "colour"' \
    "line 9: '(' is no regular expression" 'line 10: this is no language'; do
    has "of a wrong row it is said: $part" "$said" "$part"
done
has "and the others count" "$said" "Toy "
has "one whose tools are missing says how to get them" "$("$codelab" run --lang odd first.toy 2>&1)" "no interpreter for odd"
mkdir -p .codelab && cp "$tmp/config/codelab/languages.json" .codelab/languages.json
rm "$tmp/config/codelab/languages.json"
has "a project's folder adds no language" "$("$codelab" run first.toy 2>&1)" "its language is not known"
grep -v '^ *//' "$top/languages/languages.json" >"$tmp/config/codelab/languages.json"
is "our own table is as we ask others to write it" "$("$codelab" languages bash 2>&1 >/dev/null)" ""
printf '[{"id": "toy",\n' >"$tmp/config/codelab/languages.json"
has "a file that is cut off says where" "$("$codelab" languages bash 2>&1)" "languages.json: line "
rm "$tmp/config/codelab/languages.json"

# Versions.
python "$tmp/home/.pyenv/versions/3.41.7/bin/python3" 3.41.7
python "$tmp/home/.pyenv/versions/3.39.18/bin/python3" 3.39.18
python "$tmp/home/.asdf/installs/python/3.43.0/bin/python3" 3.43.0
python "$tmp/bin/python3.40" 3.40.1
python "$tmp/bin/python3" 3.42.4
tool "$tmp/home/.pyenv/shims/python3" <<'EOS'
#!/bin/sh
echo "the shim was run"
EOS
PATH="$tmp/home/.pyenv/shims:$tmp/bin:/usr/bin:/bin"
export PATH
echo 'print(1)' >a.py
run() {
    "$codelab" run "$@" 2>&1
}
is "a shim that leads nowhere is passed over" "$(run a.py)" "I am 3.42.4: -u a.py"
echo 3.39.18 >"$tmp/home/.pyenv/version"
is "one that leads somewhere is followed" "$(run a.py)" "I am 3.39.18: -u a.py"
rm "$tmp/home/.pyenv/version"
for pair in 3.41:3.41.7 3.43:3.43.0 3.40.1:3.40.1 3.39:3.39.18; do
    has "--lang python@${pair%:*}" "$(run --lang "python@${pair%:*}" a.py)" "I am ${pair#*:}:"
done
said=$(run --lang python@4.2 a.py)
has "of a version that is not there it is said which are" "$said" "codelab: Python 4.2 is not installed; there is 3.42.4, 3.43.0, 3.41.7, 3.40.1, 3.39.18"
has "3.4 is not 3.41" "$(run --lang python@3.4 a.py)" "Python 3.4 is not installed"
asked=$(wc -l <"$tmp/asked")
run --lang python@3.40 a.py >/dev/null
is "who was asked once is not asked again" "$(wc -l <"$tmp/asked")" "$asked"
sleep 0.01
python "$tmp/bin/python3.40" 3.40.2
has "a new file of the same name is" "$(run --lang python@3.40.2 a.py)" "I am 3.40.2:"

# project FILE TEXT WANT: what a project's file asks for is taken
project() {
    printf '%b' "$2" >"$1"
    has "$1 is heard" "$(run a.py)" "I am $3:"
    rm "$1"
}
project .python-version '3.41\n' 3.41.7
project .python-version '# mine\n\n3.39.18\n3.41\n' 3.39.18
project .tool-versions 'nodejs 20.1.0\npython 3.43.0 3.41.7\n' 3.43.0
project mise.toml '[tools]\npython = "3.39"\n' 3.39.18
project .python-version 'system\n' 3.42.4
echo 3.38 >.python-version
has "where it cannot be had, the file is named" "$(run a.py)" "Python 3.38 is not installed (asked for by .python-version); there is"
"$codelab" languages use python@3.39
has "the user's choice goes before the project's files" "$(run a.py)" "I am 3.39.18:"
has "it is told who chose" "$("$codelab" languages python)" "(by your choice)"
ok "nothing of it is in the project" test "$(ls -A | tr '\n' ' ')" = ".codelab .python-version a.py first.toy second.sed "
"$codelab" languages use python
has "it can be taken back" "$(run a.py)" "asked for by .python-version"
rm .python-version
fails "a version that is not there cannot be chosen" "$codelab" languages use python@5
python venv/bin/python3 3.7.7
printf 'home = /usr\nversion = 3.7.7\n' >venv/pyvenv.cfg
asked=$(wc -l <"$tmp/asked")
has "the project's own environment goes first" "$(run a.py)" "I am 3.7.7:"
has "it is not started to be asked" "$("$codelab" languages python) $(wc -l <"$tmp/asked")" "3.7.7"
is "for it is the project's" "$(wc -l <"$tmp/asked")" "$asked"
rm -r venv

# Other managers, by where they keep things.
for where in .nvm/versions/node/v18.20.8/bin/node:javascript:18.20.8 \
    .local/share/fnm/node-versions/v22.1.0/installation/bin/node:javascript:22.1.0 \
    .rustup/toolchains/1.75.0-x86_64-unknown-linux-gnu/bin/rustc:rust:1.75.0 \
    .sdkman/candidates/java/21.0.2-tem/bin/javac:java:21.0.2 \
    .local/share/mise/installs/ruby/3.3.1/bin/ruby:ruby:3.3.1 \
    sdk/go1.21.5/bin/go:go:1.21.5; do
    path=${where%%:*} rest=${where#*:}
    printf '#!/bin/sh\n' | tool "$tmp/home/$path"
    has "$path is ${rest%:*} ${rest#*:}" "$("$codelab" languages --json "${rest%:*}")" "\"version\": \"${rest#*:}\""
done

# A missing tool.
PATH=/nowhere
has "a missing compiler says which package brings it" "$(run --lang go a.py)" "no compiler for Go: install golang-go"
PATH="$tmp/bin:$system"

# Languages that are nowhere to be had here: what their tools are told.  A stand-in says its
# arguments; one that compiles leaves a program that says so.
stand_in() {
    tool "$tmp/bin/$1" <<'EOS'
#!/bin/sh
case $1 in --version | version) echo "version 9.9.9"; exit ;; esac
said="${0##*/} $*"
while [ $# -gt 0 ]; do
    case $1 in
    -o) out=$2 ;;
    -femit-bin=*) out=${1#-femit-bin=} ;;
    -out:*) out=${1#-out:} ;;
    esac
    shift
done
if [ -n "${out:-}" ] && [ ! -d "${out%/app.*}" ] || [ "${said#*build --nologo}" = "$said" ] && [ -n "${out:-}" ]; then
    printf '#!/bin/sh\necho "built by %s"\n' "$said" >"$out" && chmod 755 "$out"
else
    echo "$said"
fi
EOS
}
for name in dart julia zig swiftc pwsh v odin clang; do
    stand_in $name
done
b=/tmp/codelab-build
for row in "dart:x.dart:dart --disable-analytics --old_gen_heap_size=307 run x.dart" \
    "julia:x.jl:julia --startup-file=no --heap-size-hint=307M x.jl" \
    "zig:x.zig:built by zig build-exe -femit-bin=$b/x x.zig" \
    "swift:x.swift:built by swiftc -g -module-cache-path $b/modules -o $b/x x.swift" \
    "powershell:x.ps1:pwsh -NoProfile -NonInteractive -File x.ps1" \
    "v:x.vsh:built by v -g -o $b/x x.vsh" \
    "odin:x.odin:built by odin build x.odin -file -debug -out:$b/x"; do
    id=${row%%:*} rest=${row#*:}
    : >"${rest%%:*}"
    is "$id is told what it wants" "$(run "${rest%%:*}")" "${rest#*:}"
    has "$id says its version" "$("$codelab" languages "$id")" "9.9.9"
done
# .NET: a project is made around the one file.
tool "$tmp/bin/dotnet" <<'EOS'
#!/bin/sh
case $1 in
--version) echo 8.0.204 ;;
build)
    for project; do :; done
    mkdir -p "${project%/*}/out" && cp "$project" "${project%/*}/out/app.dll"
    ;;
fsi) echo "fsi $*" ;;
*.dll) cat "$1" ;;
esac
EOS
: >x.cs
: >x.vb
echo 'printfn "x"' >x.fsx
has "C# is built as a project of its own" "$(run x.cs)" "<TargetFramework>net8.0</TargetFramework>"
has "of the one file" "$(run x.cs)" "<Compile Include=\"$PWD/x.cs\"/>"
has "so is Visual Basic" "$(run x.vb)" "<Compile Include=\"$PWD/x.vb\"/>"
is "F# is a script" "$(run x.fsx)" "fsi fsi --quiet --nologo x.fsx"
rm "$tmp/bin/dotnet"
tool "$tmp/bin/gleam" <<'EOS'
#!/bin/sh
case $1 in build) test -s src/main.gleam && test -s gleam.toml ;; run) echo "gleam runs $(cat src/main.gleam)" ;; esac
EOS
tool "$tmp/bin/escript" </dev/null
echo "it" >x.gleam
is "Gleam gets a project" "$(run x.gleam)" "gleam runs it"

# Extensions of several languages.
while read -r file id text; do
    printf '%s\n' "$text" >"$file"
    has "$file with '$text' is $id" "$(PATH=/nowhere run "$file")" "for $id:"
done <<'EOS'
c1.pl Perl use strict;
c2.pl Prolog :- initialization(main).
c3.pl Prolog parent(tom, bob).
c4.m Objective-C #import <Foundation/Foundation.h>
c5.m Octave disp(1)
c6.fs F# let x = 1
c7.fs Forth : square dup * ;
c8.v Verilog module main;
c9.v V fn main() {
c10.lsp newLISP (println 1)
EOS

# Talking to a language, and the answer for programs.
PATH=$system
is "a talk goes on until its input ends" "$(printf 'echo $((6 * 7))\nexit\n' | "$codelab" repl bash 2>/dev/null)" 42
has "what is compiled cannot be talked to" "$("$codelab" repl c 2>&1)" "there is no way to talk to C"
cat >e.sh <<'EOS'
printf 'caf\351 \377\n'
printf '\377\376h\0i\0' >&2
EOS
json=$("$codelab" run --json e.sh)
for key in status stdout stderr execution_time language returncode; do
    has "the answer has $key" "$json" "\"$key\":"
done
has "bytes that are no text leave it readable" "$json" "caf"
if command -v jq >/dev/null; then
    is "and in form" "$(printf '%s' "$json" | jq -r .status)" success
fi
cat >limits.c <<'EOS'
#include <stdlib.h>
#include <string.h>
int main(int argc, char **argv)
{
    for (int i = 0; i < 60; i++)
        memset(malloc(1 << 20), 1, 1 << 20);
    return argc > 9;
}
EOS
if command -v gcc >/dev/null; then
    json=$("$codelab" run --json --memory 32M limits.c)
    has "a compiler may use more than the program" "$json" '"phase":"run"'
    has "which has its own limit" "$json" '"status":"memory"'
    json=$("$codelab" run --json --timeout 1ms limits.c)
    has "and its own time" "$json" '"phase":"run"'
fi
"$codelab" audit >"$tmp/said" # waits for what is noted of the runs
done_testing
