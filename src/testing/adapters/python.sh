# pytest and unittest: the first Python that has what is wanted.
for needs in "$CODELAB_NEEDS${CODELAB_COVERAGE:+, coverage}" "$CODELAB_NEEDS"; do
    for py in .venv/bin/python venv/bin/python python3 python /usr/bin/python3; do
        if "$py" -c "import $needs" 2>/dev/null; then
            PYTHONDONTWRITEBYTECODE=1 exec "$py" -c "$helper" "$@"
        fi
    done
done
note "no Python here has $CODELAB_NEEDS; install it: $CODELAB_INSTALL"
exit 127
