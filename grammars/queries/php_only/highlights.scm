; inherits: php_only/package-highlights
; Which words steer.
[
  "as" "break" "case" "catch" "continue" "declare" "default" "do" "else" "elseif" "enddeclare"
  "endfor" "endforeach" "endif" "endswitch" "endwhile" "finally" "for" "foreach" "goto" "if"
  "include" "include_once" "match" "namespace" "require" "require_once" "return" "switch"
  "throw" "try" "use" "while" "yield" "yield from"
] @keyword.control
[(php_tag) (php_end_tag)] @keyword.directive
(variable_name) @variable
(simple_parameter name: (variable_name) @variable.parameter)
(variadic_parameter name: (variable_name) @variable.parameter)
(property_promotion_parameter name: (variable_name) @variable.parameter)
((variable_name) @variable.builtin (#eq? @variable.builtin "$this"))
(class_declaration name: (name) @type)
(interface_declaration name: (name) @type)
(trait_declaration name: (name) @type)
(enum_declaration name: (name) @type)
(base_clause (name) @type)
(class_interface_clause (name) @type)
(enum_case name: (name) @constant)
(attribute (name) @attribute)
(class_constant_access_expression . (name) @type)
(class_constant_access_expression (_) (name) @constant)
((function_call_expression function: (name) @function.call))
(boolean) @boolean
(escape_sequence) @string.escape
[
  "!" "!=" "!==" "%" "%=" "&" "&&" "&=" "*" "**" "*=" "+" "++" "+=" "-" "--" "-=" "->" "." "..."
  ".=" "/" "/=" "::" "<" "<<" "<=" "<=>" "<>" "=" "==" "===" "=>" ">" ">=" ">>" "?" "?->" "??"
  "??=" "@" "^" "|" "|=" "||" "~"
] @operator
["," ";" ":" "\\"] @punctuation.delimiter
["(" ")" "[" "]" "{" "}" "#["] @punctuation.bracket
((comment) @comment.documentation (#match? @comment.documentation "^/\\*\\*[^*/]"))
