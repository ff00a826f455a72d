# vitest, the project's own.
printf %s "$helper" >"$work/reporter.cjs"
vitest=node_modules/.bin/vitest
[ -x "$vitest" ] || vitest=vitest
if ! has "$vitest"; then
    note "vitest is not installed here: npm install --save-dev vitest"
    exit 127
fi
cover=
[ -z "$CODELAB_COVERAGE" ] ||
    cover="--coverage.enabled --coverage.reporter=lcovonly --coverage.reportsDirectory=$work/cover"
# shellcheck disable=SC2086 # several words
"$vitest" run --reporter="$work/reporter.cjs" --includeTaskLocation \
    ${CODELAB_PATTERN:+--testNamePattern="$CODELAB_PATTERN"} $cover "$@"
code=$?
section lcov "$work/cover/lcov.info"
exit $code
