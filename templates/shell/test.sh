#!/bin/sh
set -eu
. "$(dirname "$0")/greet.sh"

# is WANT HAVE
is() {
    if [ "$1" != "$2" ]; then
        echo "want '$1', have '$2'" >&2
        exit 1
    fi
}

is 'Hello, world!' "$(greet world)"
is 'Hello, !' "$(greet '')"
echo ok
