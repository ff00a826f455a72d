# go test -json; what it names are packages, so the reader is told where tests stand.
if ! has go; then
    note "Go is not installed: apt install golang-go"
    exit 127
fi
export GOCACHE="${GOCACHE:-$work/go-cache}" GOPATH="${GOPATH:-$work/go}" GOTOOLCHAIN=local
export GOFLAGS="${GOFLAGS:--mod=mod}"
find . -name '*_test.go' -not -path '*/vendor/*' -exec \
    grep -nHE '^func (Test|Example|Fuzz)' {} + >"$work/defs" 2>/dev/null
printf 'module %s\n' "$(sed -n 's/^module[ \t]*//p' go.mod 2>/dev/null)" >>"$work/defs"
section go-tests "$work/defs"
[ $# -gt 0 ] || set -- ./...
cover=
[ -z "$CODELAB_COVERAGE" ] || cover="-coverprofile=$work/cover -coverpkg=./..."
# shellcheck disable=SC2086 # several words
go test -json ${CODELAB_PATTERN:+-run "$CODELAB_PATTERN"} $cover "$@"
code=$?
section go-cover "$work/cover"
exit $code
