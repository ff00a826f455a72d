# greet NAME: print a greeting.
greet() {
    printf 'Hello, %s!\n' "$1"
}
