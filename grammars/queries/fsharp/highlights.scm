; inherits: fsharp/base fsharp/package-highlights
(primary_constr_args (_) @variable.parameter)
["match" "with" "when" "if" "then" "else" "elif" "for" "in" "do" "while" "to" "try" "finally"
 "return" "open" "yield" "use"] @keyword.control
(union_type_case (identifier) @constant)
"=" @operator
[":" ";" "." ","] @punctuation.delimiter
