# The Test Anything Protocol for tests that are shell scripts:
#   . "${top_srcdir:-.}/tests/lib/tap.sh"
#   ok "one and one is two" test $((1 + 1)) -eq 2
#   fails "a missing file is an error" cat /no/such/file
#   is "upper case" "$(echo a | tr a-z A-Z)" A
#   has "says what is missing" "$text" "cannot open"
#   done_testing
# $tmp is an empty folder, removed at the end.  What a failed command printed is shown.

tap_count=0
tap_failed=0
tmp=$(mktemp -d "${TMPDIR:-/tmp}/codelab-test-XXXXXX") || exit 99
trap 'chmod -R u+w "$tmp"; rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

# tap_result NAME STATUS: print one test's line.
tap_result() {
    tap_count=$((tap_count + 1))
    if [ "$2" -eq 0 ]; then
        echo "ok $tap_count - $1"
    else
        echo "not ok $tap_count - $1"
        tap_failed=$((tap_failed + 1))
    fi
}

tap_note() {
    printf '%s\n' "$*" | sed 's/^/#   /'
}

# ok NAME COMMAND...: passes if the command does.
ok() {
    tap_name=$1
    shift
    tap_status=0
    tap_output=$("$@" 2>&1) || tap_status=$?
    tap_result "$tap_name" "$tap_status"
    [ "$tap_status" -eq 0 ] || tap_note "exit $tap_status: $*" "$tap_output"
}

# fails NAME COMMAND...: passes if the command fails (what it printed is in $tap_output).
fails() {
    tap_name=$1
    shift
    tap_status=0
    tap_output=$("$@" 2>&1) || tap_status=$?
    [ "$tap_status" -ne 0 ]
    tap_result "$tap_name" $?
    [ "$tap_status" -ne 0 ] || tap_note "did not fail: $*" "$tap_output"
}

# is NAME HAVE WANT: passes if both texts are the same.
is() {
    [ "$2" = "$3" ]
    tap_result "$1" $?
    [ "$2" = "$3" ] || tap_note "have: $2" "want: $3"
}

# has NAME TEXT PART: passes if the text contains the part.
has() {
    case $2 in
    *"$3"*) tap_result "$1" 0 ;;
    *)
        tap_result "$1" 1
        tap_note "want: $3" "in: $2"
        ;;
    esac
}

# The plan; the script's last line.
done_testing() {
    echo "1..$tap_count"
    [ "$tap_failed" -eq 0 ]
    exit
}
