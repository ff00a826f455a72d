; Batch.  Of several patterns for one node the last one shows.
(command_name) @function.call
((command_name) @function.builtin
  (#match? @function.builtin
    "(?i)^(assoc|cd|chdir|choice|cls|color|copy|date|del|dir|echo|erase|find|findstr|ftype|md|mkdir|move|path|pause|popd|prompt|pushd|rd|ren|rename|rmdir|shift|start|time|timeout|title|type|ver|verify|vol|xcopy)$"))
((command_name) @keyword.control (#match? @keyword.control "(?i)^(call|exit|for|goto|if)$"))
(echo_off) @function.builtin
(set_keyword) @keyword
[(setlocal_stmt) (endlocal_stmt)] @keyword
[(if_stmt) (else_clause) (for_stmt) (goto_stmt) (call_stmt) (exit_stmt)] @keyword.control
(if_stmt (cmd) @none)
(else_clause (cmd) @none)
(for_stmt (cmd) @none)
(parenthesized) @none
[(if_option) (for_options) (set_option) (command_option)] @variable.parameter
(variable_name) @variable
(variable_reference) @variable
((variable_reference) @variable.builtin
  (#match? @variable.builtin "(?i)^[%!](cd|date|errorlevel|path|random|time|[0-9*]).*$"))
(for_variable) @variable.parameter
(label) @label
[(comparison_op) (redirect_op) (fd_redirect_op)] @operator
["&" "&&" "|" "||" "="] @operator
(string) @string
(integer) @number
["(" ")"] @punctuation.bracket
"@" @punctuation.special
(comment) @comment
