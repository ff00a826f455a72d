# PHPUnit, the project's own if it has one; it speaks as TeamCity reads it.
phpunit=vendor/bin/phpunit
[ -x "$phpunit" ] || phpunit=phpunit
if ! has "$phpunit"; then
    note "PHPUnit is not installed: apt install phpunit"
    exit 127
fi
if [ -n "$CODELAB_COVERAGE" ]; then
    note "coverage of PHP is not read: PHPUnit wants Xdebug or PCOV for it"
fi
if [ $# -eq 0 ] && ! [ -f phpunit.xml ] && ! [ -f phpunit.xml.dist ]; then
    for dir in tests test .; do
        [ ! -d "$dir" ] || break
    done
    set -- "$dir"
fi
"$phpunit" --do-not-cache-result --teamcity ${CODELAB_PATTERN:+--filter "/$CODELAB_PATTERN/"} "$@"
