; Awk.  Of several patterns for one node the last one shows.
[(identifier) (field_ref)] @variable
((identifier) @variable.builtin
  (#any-of? @variable.builtin
    "ARGC" "ARGV" "CONVFMT" "ENVIRON" "ERRNO" "FIELDWIDTHS" "FILENAME" "FNR" "FPAT" "FS"
    "IGNORECASE" "NF" "NR" "OFMT" "OFS" "ORS" "PROCINFO" "RLENGTH" "RS" "RSTART" "RT" "SUBSEP"))
(param_list (identifier) @variable.parameter)
(namespace) @module
(func_def name: (_) @function)
(func_call name: (_) @function.call)
(number) @number
(string) @string
(escape_sequence) @string.escape
(regex) @string.regexp
["function" "func" "print" "printf" "delete"] @keyword
["BEGIN" "END" "BEGINFILE" "ENDFILE"] @keyword
[
  "if" "else" "do" "while" "for" "in" "return" "exit" "switch" "case" "default"
  (break_statement) (continue_statement) (next_statement) (nextfile_statement)
] @keyword.control
["@include" "@load" "@namespace"] @keyword.control
(binary_exp ["^" "**" "*" "/" "%" "+" "-" "<" ">" "<=" ">=" "==" "!=" "~" "!~" "&&" "||"] @operator)
(unary_exp ["!" "+" "-"] @operator)
(assignment_exp ["=" "+=" "-=" "*=" "/=" "%=" "^="] @operator)
(ternary_exp ["?" ":"] @operator)
(update_exp ["++" "--"] @operator)
[";" ","] @punctuation.delimiter
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
(comment) @comment
