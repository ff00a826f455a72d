#!/bin/sh
# codelab test: each framework that is installed runs the tests of a small project in the jail; what
# passed, failed and was skipped is told, and which lines ran.
. "${top_srcdir:-.}/tests/lib/tap.sh"
export CODELAB_DATA="$tmp/data" XDG_CACHE_HOME="$tmp/cache"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
export CODELAB_JAIL_HELPER="${CODELAB_JAIL_HELPER:-${codelab%/*}/codelab-jail}"
source=$(cd "${top_srcdir:-.}" && pwd)
chmod 755 "$tmp"
cp -r "$source/tests/testing" "$tmp/p"
chmod -R u+w "$tmp/p"

skip() {
    tap_result "$1 # SKIP $2" 0
}

# kit ID LAST ONE WANTED...: the project of a framework is seen, its sums end with LAST, the test ONE runs
# alone; WANTED are lines of coverage in JSON.
kit() {
    id=$1 last=$2 one=$3
    shift 3
    cd "$tmp/p/$id" || exit 99
    has "$id is seen" "$("$codelab" test --list)" "$id"
    said=$("$codelab" test --kit "$id" --json --coverage 2>&1)
    case $said in
    *"is not installed"* | *"has pytest; install"* | *"wants a JDK"* | *" extensions are not available"*)
        skip "$id runs" "it is not installed"
        return
        ;;
    esac
    has "$id tells what became of its tests" "$said" "$last"
    has "$id tells where a test failed" "$said" '"fail_line":'
    for lines in "$@"; do
        case $said in
        *'"note":"'*) skip "$id tells which lines ran" "its tool for coverage is missing" ;;
        *) has "$id tells exactly which lines ran" "$said" "$lines" ;;
        esac
    done
    has "$id runs one test" "$("$codelab" test --kit "$id" "$one" 2>&1)" ": 1 passed"
    "$codelab" test --kit "$id" >/dev/null 2>&1
    is "$id exits with 1 if a test failed" $? 1
}

kit pytest '"passed":4,"skipped":1,"failed":1,"error":1' tests/test_sums.py::TestAdd::test_adds \
    '"file":"sums.py","percent":83,"lines":{"1":1,"2":1,"5":1,"6":1,"7":0,"8":1}'
said=$("$codelab" test --failed 2>&1)
has "those that failed run again alone" "$said" "0 passed, 2 failed"
kit unittest '"passed":2,"skipped":1,"failed":1,"error":1' tests/test_sums.py::TestAdd::test_adds \
    '"file":"sums.py","percent":83,"lines":{"1":1,"2":1,"5":1,"6":1,"7":0,"8":1}'
if command -v node >/dev/null && node --test --test-reporter=tap --version >/dev/null 2>&1; then
    kit node '"passed":2,"skipped":1,"failed":1,"error":0' test/sums.test.js::add::adds \
        '"file":"sums.js","percent":87,"lines":{"1":1,"3":2,"4":2,"7":1,"8":1,"9":0,"11":1,"14":1}'
else
    skip "node runs" "it is not installed, or too old"
fi
kit go '"passed":3,"skipped":1,"failed":1,"error":0' sum/sum_test.go::TestAdds::one \
    '"lines":{"3":1,"4":1,"5":1,"7":1,"8":1,"9":0,"10":0,"11":1}'
kit ctest '"passed":2,"skipped":1,"failed":1,"error":0' CMakeLists.txt::adds \
    '"file":"sums.c","percent":83,"lines":{"3":2,"5":2,"8":1,"10":1,"11":0,"12":1}'
kit rspec '"passed":2,"skipped":1,"failed":1,"error":0' "spec/sums_spec.rb::sums::with add::adds" \
    '"file":"sums.rb","percent":83,"lines":{"1":1,"2":2,"5":1,"6":1,"7":0,"9":1}'
kit cargo '"passed":2,"skipped":1,"failed":1,"error":0' src/lib.rs::tests::adds \
    '"1":2,"2":2,"3":2,"5":1,"6":1,"7":0'
kit junit '"passed":1,"skipped":1,"failed":1,"error":1' src/demo/SumsTest.java::demo.SumsTest::adds
kit phpunit '"passed":3,"skipped":1,"failed":1,"error":0' tests/SumsTest.php::SumsTest::testAdds
cd "$tmp/p/tap" || exit 99
has "programs that print TAP are read" "$("$codelab" test 2>&1)" "2 passed, 1 failed, 1 skipped"

# Trouble.
mkdir "$tmp/p/empty" "$tmp/p/slow" && cd "$tmp/p/empty" || exit 99
said=$("$codelab" test 2>&1)
is "no tests are told by the exit code" $? 5
has "and in words" "$said" "no tests are seen here"
cd "$tmp/p/slow" && printf '#!/bin/sh\necho ok 1 - quick\nsleep 100\n' >slow.t
said=$("$codelab" test --timeout 1s 2>&1)
is "tests that hang are ended" $? 124
has "what was done until then is told" "$said" "slow.t::quick"
said=$("$codelab" test ../pytest 2>&1)
has "a path out of the folder is refused" "$said" "below the project"
printf '#!/bin/sh\nyes "ok 1 - one"\n' >slow.t
said=$("$codelab" test --timeout 60 2>&1 | tail -n 3)
has "endless output is bounded" "$said" "output"
done_testing
