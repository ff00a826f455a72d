# RSpec with a formatter of ours.
printf %s "$helper" >"$work/codelab_tell.rb"
if [ -f Gemfile.lock ] && has bundle && bundle exec rspec --version >/dev/null 2>&1; then
    rspec="bundle exec rspec"
elif has rspec; then
    rspec=rspec
else
    note "RSpec is not installed: apt install ruby-rspec"
    exit 127
fi
files=0
for word in "$@"; do
    [ "$word" != -- ] || break
    files=$((files + 1))
done
# Names become  -e NAME  behind the files.
seen=0
for word in "$@"; do
    shift
    seen=$((seen + 1))
    if [ $seen -le $files ]; then
        set -- "$@" "$word"
    elif [ "$word" != -- ]; then
        set -- "$@" -e "$word"
    fi
done
$rspec -r "$work/codelab_tell.rb" -f CodelabTell "$@"
