# node:test with a reporter of ours; `files` and `pattern` come from the asker.
printf %s "$helper" >"$work/reporter.cjs"
[ -z "$CODELAB_COVERAGE" ] || export NODE_V8_COVERAGE="$work/v8"
node --test --test-reporter="$work/reporter.cjs" --test-reporter-destination=stdout \
    ${CODELAB_PATTERN:+--test-name-pattern="$CODELAB_PATTERN"} "$@"
code=$?
for file in "$work"/v8/*.json; do
    section v8 "$file"
done
exit $code
