; inherits: r/package-highlights
(ERROR) @none
(call function: (identifier) @function.call)
((call function: (identifier) @keyword.control)
  (#any-of? @keyword.control "library" "require" "source" "stop" "tryCatch"))
(extract_operator rhs: (identifier) @property)
(namespace_operator rhs: (identifier) @function.call)
["in" (return) (next) (break) "if" "else" "while" "repeat" "for"] @keyword.control
"function" @keyword
