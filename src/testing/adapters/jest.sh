# jest, the project's own.
printf %s "$helper" >"$work/reporter.cjs"
jest=node_modules/.bin/jest
[ -x "$jest" ] || jest=jest
if ! has "$jest"; then
    note "jest is not installed here: npm install --save-dev jest"
    exit 127
fi
cover=
[ -z "$CODELAB_COVERAGE" ] ||
    cover="--coverage --coverageReporters=lcovonly --coverageDirectory=$work/cover"
# shellcheck disable=SC2086 # several words
"$jest" --reporters="$work/reporter.cjs" --testLocationInResults --cacheDirectory="$work/cache" \
    --no-watchman --ci ${CODELAB_PATTERN:+--testNamePattern="$CODELAB_PATTERN"} $cover "$@"
code=$?
section lcov "$work/cover/lcov.info"
exit $code
