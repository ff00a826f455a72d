# Programs that print TAP: t/*.t by what their first line says, and bats.
files=
for file in "$@"; do
    [ "$file" != -- ] || break
    files=1
done
[ -n "$files" ] || set -- $(find t test tests . -maxdepth 1 \( -name '*.t' -o -name '*.bats' \) \
    2>/dev/null | sed 's:^\./::' | sort -u) --
code=0
for file in "$@"; do
    [ "$file" != -- ] || break
    if [ -d "$file" ]; then
        note "$file is a folder: name a file"
        continue
    fi
    printf '\036{"within":"%s"}\n' "$file"
    case $file in
    *.bats) bats --tap "$file" ;;
    *)
        first=$(head -n 1 "$file")
        case $first in
        '#!'*perl*) perl -Ilib "$file" ;;
        '#!'*bash*) bash "$file" ;;
        '#!'*python*) python3 "$file" ;;
        '#!'*node*) node "$file" ;;
        '#!'*/sh*) sh "$file" ;;
        *) if [ -x "$file" ]; then "./$file"; else perl -Ilib "$file"; fi ;;
        esac
        ;;
    esac
    one=$?
    printf '\036{"within":"","code":%d}\n' $one
    [ $one -eq 0 ] || code=1
done
exit $code
