# cargo test; built outside of the project, which it may not write.
if ! has cargo; then
    note "cargo is not installed: apt install cargo"
    exit 127
fi
export CARGO_TARGET_DIR="$work/target" CARGO_HOME="${CARGO_HOME:-$work/cargo}" CARGO_NET_OFFLINE=true
export CARGO_TERM_COLOR=never
find . -name '*.rs' -not -path './target/*' -exec grep -nHE '^[[:space:]]*(pub |async )*fn ' {} + \
    >"$work/defs" 2>/dev/null
section cargo-tests "$work/defs"
# It knows tests by name only: a file is its module, or one of the programs in tests/.
exact=--exact
only=
for word in "$@"; do
    shift
    case $word in
    --) ;;
    src/lib.rs | src/main.rs) exact= ;;
    src/*.rs)
        word=${word#src/}
        word=${word%.rs}
        set -- "$@" "$(echo "${word%/mod}" | sed 's:/:\:\::g')::"
        exact=
        ;;
    tests/*.rs) only="$only --test $(basename "$word" .rs)" ;;
    *) set -- "$@" "$word" ;;
    esac
done
if [ -n "$CODELAB_COVERAGE" ]; then
    export RUSTFLAGS="-Cinstrument-coverage" LLVM_PROFILE_FILE="$work/prof-%p-%m.profraw"
fi
[ $# -gt 0 ] || exact=
# shellcheck disable=SC2086 # several words
cargo test --no-fail-fast $only -- $exact "$@"
code=$?
[ -n "$CODELAB_COVERAGE" ] || exit $code
major=$(rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
tools=$(rustc --print sysroot)/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin
for cov in "$tools/llvm-cov" "llvm-cov-$major" "/usr/lib/llvm-$major/bin/llvm-cov"; do
    has "$cov" && break
done
if ! has "$cov"; then
    note "coverage wants llvm-cov $major: rustup component add llvm-tools, or apt install llvm-$major"
    exit $code
fi
objects=$(find "$CARGO_TARGET_DIR/debug/deps" -maxdepth 1 -type f -perm -u+x ! -name '*.so' \
    -printf '-object %p ')
# shellcheck disable=SC2086 # several words
"$(echo "$cov" | sed 's/llvm-cov/llvm-profdata/')" merge -sparse "$work"/prof-*.profraw -o "$work/prof" &&
    "$cov" export -format=lcov -instr-profile="$work/prof" $objects >"$work/lcov" 2>/dev/null
section lcov "$work/lcov"
exit $code
