# What all adapters share.  They are handed to `sh -c` with $1, a helper's text, and what is to be
# run: files, "--", names.  Both streams become one, so that nothing comes between the bytes of a
# record: RS, a JSON object, LF (RFC 7464).
exec 2>&1
helper=$1
shift
work=$(mktemp -d "${TMPDIR:-/tmp}/codelab-test.XXXXXX") || exit 125
trap 'rm -rf "$work"' EXIT

# A file for the reader: section NAME FILE
section() {
    [ -s "$2" ] || return 0
    printf '\036{"section":"%s"}\n' "$1"
    cat "$2"
    printf '\n\036{"section":""}\n'
}
# A sentence for the user.
note() {
    printf '\036{"note":"%s"}\n' "$1"
}
has() {
    command -v "$1" >/dev/null 2>&1
}
