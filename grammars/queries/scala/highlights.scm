; inherits: scala/base scala/package-highlights
["sealed" "lazy" "private" "protected" "abstract" "final" "implicit" "override"] @keyword
["if" "else" "match" "case" "for" "while" "do" "yield" "try" "catch" "finally" "throw" "return"
 "import" "package"] @keyword.control
(function_definition name: (identifier) @function)
(function_declaration name: (identifier) @function)
(call_expression function: (identifier) @function.call)
(call_expression function: (field_expression field: (identifier) @function.method))
((call_expression function: (identifier) @constructor) (#match? @constructor "^[A-Z]"))
["new"] @keyword
["=" ":" "<-" "=>" "<:" ">:"] @operator
((block_comment) @comment.documentation (#match? @comment.documentation "^/\\*\\*[^*/]"))
