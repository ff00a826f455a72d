#!/bin/sh
# one.sh CASES FOLDER: run the programs of one language in the jail, and say how each went, a line
# each: "CHECK ok|no|- SECONDS PEAK WHAT".  CASES holds programs, each behind a line
# "= CHECK FILE[:LINE]":
#   hello   prints "hello " and the word on its standard input
#   print   prints "hello world", for what reads nothing
#   exit    ends with 3
#   throw   fails in LINE, which is found in what it prints
#   broken  does not compile, or not run, because of LINE
#   loop    does not end
#   eat     takes memory without end
# First comes "version VERSION", or "missing" with how to get it, and nothing more.
# "#!lang ID" before them: the language by its name, for files that are another one's too.
set -u
codelab=${CODELAB:?}
cases=$1
dir=$2
mkdir -p "$dir" && chmod 755 "$dir" && cd "$dir" || exit 99
awk '/^#!lang / { next } /^= / { n = split($3, part, ":"); file = part[1]; next } { print > file }' "$cases"
echo world >word
lang=$(sed -n 's/^#!lang //p' "$cases")

# run CHECK FILE OPTIONS...: $json is the answer; seconds and peak are taken out of it
run() {
    file=$2
    shift 2
    json=$("$codelab" run --json --discard ${lang:+--lang "$lang"} "$@" "$file")
    seconds=$(printf '%s' "$json" | sed 's/.*"execution_time":\([0-9.e-]*\).*/\1/')
    peak=$(printf '%s' "$json" | sed 's/.*"memory":{"limit":[0-9]*,"used":\([0-9]*\).*/\1/')
}

# told CHECK WORD...: the line of a check
told() {
    check=$1
    shift
    case $* in ok*) what= ;; *) what=$(printf '%s' "$json" | cut -c1-1000) ;; esac
    echo "$check $1 ${seconds:-0} ${peak:-0} $what"
}

# place FILE LINE: is the line among the problems, as an error or a warning?
place() {
    case $json in
    *'"problems":['*"$1\",\"line\":$2[,}]"*) return 0 ;;
    esac
    printf '%s' "$json" | sed 's/.*"problems"://' | grep -q "$1\",\"line\":$2[,}]"
}

status() {
    case $json in *"\"status\":\"$1\""*) return 0 ;; esac
    return 1
}

about=$("$codelab" languages "${cases##*/}")
case $about in
*"not installed"* | '')
    echo "missing ${about#*not installed: }"
    exit 0
    ;;
esac
echo "version $(echo "$about" | sed 's/^.\{22\} *//; s/ .*//')"
grep '^= ' "$cases" | while read -r _ check at; do
    file=${at%:*}
    line=${at##*:}
    answer=no
    case $check in
    hello | print)
        json=$(echo world | "$codelab" run --json --discard ${lang:+--lang "$lang"} --timeout 60 "$file")
        seconds=$(printf '%s' "$json" | sed 's/.*"execution_time":\([0-9.e-]*\).*/\1/')
        peak=$(printf '%s' "$json" | sed 's/.*"memory":{"limit":[0-9]*,"used":\([0-9]*\).*/\1/')
        case $json in *'"stdout":"'*'hello world'*) status success && answer=ok ;; esac
        ;;
    exit)
        run exit "$file" --timeout 60 --stdin word
        case $json in *'"returncode":3,'*) answer=ok ;; esac
        ;;
    throw | broken)
        run "$check" "$file" --timeout 60 </dev/null
        place "$file" "$line" && answer=ok
        ;;
    loop)
        run loop "$file" --timeout "${LOOP_TIME:-1}" --stdin word
        status timeout && answer=ok
        ;;
    eat)
        # A runtime that knows its limit says so itself.
        run eat "$file" --timeout 60 --memory 128M </dev/null
        case $json in *'"status":"memory"'* | *[Mm]emory* | *[Hh]eap* | *alloc*) status success || answer=ok ;; esac
        ;;
    esac
    told "$check" "$answer"
done
