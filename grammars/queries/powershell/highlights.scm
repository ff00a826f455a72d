; PowerShell.  Of several patterns for one node the last one shows.

; Names
(variable) @variable
((variable) @variable.builtin
  (#match? @variable.builtin "(?i)^[$](_|args|env:.*|error|home|host|input|matches|null|profile|psscriptroot|pwd|this|[$?^])$"))
((variable) @boolean (#match? @boolean "(?i)^[$](true|false)$"))
((variable) @constant.builtin (#match? @constant.builtin "(?i)^[$]null$"))
(script_parameter (variable) @variable.parameter)
(class_method_parameter (variable) @variable.parameter)
(member_name) @property
(key_expression) @property
(class_statement . (simple_name) @type)
(class_property_definition (variable) @property)
(class_method_definition (simple_name) @function.method)
(type_spec) @type
(type_name) @type
(attribute (attribute_name) @attribute)
(command_parameter) @variable.parameter
(generic_token) @string

; Functions
(function_name) @function
(command_name) @function.call
(invokation_expression (member_name) @function.method)

; Values
[(decimal_integer_literal) (hexadecimal_integer_literal) (real_literal)] @number
[(string_literal) (expandable_string_literal) (expandable_here_string_literal)
 (verbatim_string_characters) (verbatim_here_string_characters)] @string
(sub_expression) @none

; Words
["filter" "function" "param" "workflow"] @keyword
[
  "begin" "break" "catch" "continue" "data" "do" "dynamicparam" "else" "elseif" "end"
  "exit" "finally" "for" "foreach" "if" "in" "process" "return" "switch" "throw" "trap" "try"
  "until" "while"
] @keyword.control

; Marks
[(comparison_operator) (format_operator) (file_redirection_operator)
 (assignement_operator) (command_invokation_operator)] @operator
["+" "-" "*" "/" "%" "!" "-not" "-and" "-or" "-xor" "-band" "-bor" "|" "&" ".." "=" "++" "--"]
  @operator
["," ";" "." "::" ":"] @punctuation.delimiter
["(" ")" "[" "]" "{" "}" "@(" "@{" "$("] @punctuation.bracket
(comment) @comment
