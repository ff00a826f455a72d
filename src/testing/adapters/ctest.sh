# A CMake project: configured and built outside of it, then ctest.
if ! has cmake || ! has ctest; then
    note "cmake is not installed: apt install cmake"
    exit 127
fi
flags=
[ -z "$CODELAB_COVERAGE" ] || flags="--coverage -O0"
export CFLAGS="$CFLAGS $flags" CXXFLAGS="$CXXFLAGS $flags" LDFLAGS="$LDFLAGS $flags"
find . -name CMakeLists.txt -exec grep -nHiE 'add_test[[:space:]]*\(' {} + >"$work/defs" 2>/dev/null
section ctest-tests "$work/defs"
cmake -S . -B "$work/build" -DCMAKE_BUILD_TYPE=Debug && cmake --build "$work/build" || exit 1
ctest --test-dir "$work/build" --output-on-failure --no-tests=error \
    ${CODELAB_PATTERN:+-R "$CODELAB_PATTERN"}
code=$?
if [ -n "$CODELAB_COVERAGE" ]; then
    gcov=gcov
    grep -q 'CMAKE_C_COMPILER:.*clang' "$work/build/CMakeCache.txt" && gcov="llvm-cov gcov"
    find "$work/build" -name '*.gcda' >"$work/gcda"
    while read -r file; do
        (cd "$work" && $gcov --json-format --stdout "$file") >"$work/one" 2>/dev/null
        section gcov "$work/one"
    done <"$work/gcda"
fi
exit $code
