#!/bin/sh
# Plays scenes of input at random: seeds MONKEY_FIRST (1) up to MONKEY_SEEDS (6) more, of
# MONKEY_ACTIONS (150) actions each.  One that fails is kept, as monkey-SEED.scene.
set -u
build=$(cd "${top_builddir:-.}" && pwd)
CODELAB_JAIL_HELPER=$build/codelab-jail
CODELAB_GRAMMARS=$build/grammars
UBSAN_OPTIONS=${UBSAN_OPTIONS-halt_on_error=1:print_stacktrace=1}
export CODELAB_JAIL_HELPER CODELAB_GRAMMARS UBSAN_OPTIONS
first=${MONKEY_FIRST:-1} n=${MONKEY_SEEDS:-6} actions=${MONKEY_ACTIONS:-150}
seed=$first code=0
echo "1..$n"
while [ "$seed" -lt $((first + n)) ]; do
    scene=$build/monkey-$seed.scene
    "$build/tests/monkey/monkey" "$seed" "$actions" > "$scene" || exit 99
    if timeout "${MONKEY_SECONDS:-300}" "$build/codelab" --headless scene "$scene" > "$scene.log" 2>&1
    then
        echo "ok $((seed - first + 1)) - input at random, seed $seed"
        rm -f "$scene" "$scene.log"
    else
        echo "not ok $((seed - first + 1)) - input at random, seed $seed: $scene"
        sed 's/^/# /' "$scene.log" | head -60
        code=1
    fi
    seed=$((seed + 1))
done
exit $code
