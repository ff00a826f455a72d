; Shell.  Of several patterns for one node the last one shows.

; Names
(variable_name) @variable
(special_variable_name) @variable.builtin
(simple_expansion "$" @punctuation.special)
(expansion ["${" "}"] @punctuation.special)
(for_statement variable: (variable_name) @variable)

; Commands
(command_name) @function.call
((command_name) @function.builtin
  (#any-of? @function.builtin
    "." ":" "alias" "bg" "bind" "builtin" "cd" "command" "compgen" "complete" "dirs" "disown" "echo"
    "enable" "eval" "exec" "fc" "fg" "getopts" "hash" "help" "history" "jobs" "kill" "let" "mapfile"
    "popd" "printf" "pushd" "pwd" "read" "readarray" "set" "shift" "shopt" "source" "suspend" "test"
    "[" "times" "trap" "true" "false" "type" "ulimit" "umask" "unalias" "wait"))
((command_name) @keyword.control
  (#any-of? @keyword.control "break" "continue" "exit" "return"))
(function_definition name: (word) @function)
((command argument: (word) @variable.parameter) (#match? @variable.parameter "^-"))

; Values
[(string) (raw_string) (ansi_c_string) (translated_string) (heredoc_body)] @string
[(heredoc_start) (heredoc_end)] @label
(regex) @string.regexp
(extglob_pattern) @string.regexp
(number) @number
((word) @number (#match? @number "^[0-9]+$"))
(file_descriptor) @number
(command_substitution) @none
(process_substitution) @none
(expansion) @none
(arithmetic_expansion) @none
(command_substitution ["$(" "`" ")"] @punctuation.special)
(process_substitution ["<(" ">(" ")"] @punctuation.special)
(arithmetic_expansion ["$((" "))" "$[" "]"] @punctuation.special)

; Words
["declare" "export" "function" "local" "readonly" "typeset" "unset" "unsetenv"] @keyword
[
  "case" "do" "done" "elif" "else" "esac" "fi" "for" "if" "in" "select" "then" "until" "while"
] @keyword.control

; Marks
[
  "!=" "&" "&&" "&>" "&>>" "<" "<&" "<&-" "<<" "<<-" "<<<" "<=" "=" "==" "=~" ">" ">&" ">&-" ">=" ">>"
  ">|" "|" "|&" "||" "+=" "-=" "*=" "/=" "%=" "++" "--" "+" "-" "*" "/" "**" "^" "~"
  (test_operator)
] @operator
(expansion
  [":-" ":+" ":=" ":?" "-" "+" "=" "?" "#" "##" "%" "%%" "/" "//" "^" "^^" "," ",," "@" ":" "!"]
  @operator)
(negated_command "!" @operator)
(unary_expression "!" @operator)
[";" ";;" ";&" ";;&"] @punctuation.delimiter
["(" ")" "[" "]" "[[" "]]" "((" "))" "{" "}"] @punctuation.bracket
(simple_expansion "$" @punctuation.special)
(expansion ["${" "}"] @punctuation.special)
(command_substitution ["$(" "`" ")"] @punctuation.special)
(process_substitution ["<(" ">(" ")"] @punctuation.special)
(arithmetic_expansion ["$((" "))" "$[" "]"] @punctuation.special)

(comment) @comment
