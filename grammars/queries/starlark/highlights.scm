; inherits: starlark/package-highlights
["if" "elif" "else" "for" "in" "return" "break" "continue" "pass"] @keyword.control
