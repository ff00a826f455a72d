#!/bin/sh
set -eu
. "$(dirname "$0")/greet.sh"

greet "${1:-{{name}}}"
