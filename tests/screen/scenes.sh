#!/bin/sh
# The golden screens: every scene, played against the real program with a terminal in memory.
set -u
build=$(cd "${top_builddir:-.}" && pwd)
CODELAB_JAIL_HELPER=$build/codelab-jail
CODELAB_GRAMMARS=$build/grammars
CODELAB_SAMPLE=$(cd "${top_srcdir:-.}" && pwd)/docs/sample
export CODELAB_JAIL_HELPER CODELAB_GRAMMARS CODELAB_SAMPLE
cd "${top_srcdir:-.}" || exit 99
exec "$build/codelab" --headless scene "$@" tests/screen/*.scene
