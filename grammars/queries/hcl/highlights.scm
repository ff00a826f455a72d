; HCL and Terraform.  Of several patterns for one node the last one shows.

; Names
(variable_expr (identifier) @variable)
(get_attr (identifier) @property)
(attribute (identifier) @property)
(object_elem key: (expression (variable_expr (identifier) @property)))
(for_intro (identifier) @variable.parameter)
(template_for_start (identifier) @variable.parameter)
((variable_expr (identifier) @variable.builtin)
  (#any-of? @variable.builtin
    "count" "data" "each" "local" "module" "path" "self" "terraform" "var"))

; Blocks
(block . (identifier) @keyword)
(block (string_lit) @type)
(block (identifier) (identifier) @type)

; Functions
(function_call (identifier) @function.call)

; Values
(numeric_lit) @number
(bool_lit) @boolean
(null_lit) @constant.builtin
((variable_expr (identifier) @type.builtin)
  (#any-of? @type.builtin "any" "bool" "list" "map" "number" "object" "set" "string" "tuple"))
[(quoted_template_start) (quoted_template_end) (template_literal)] @string
(string_lit) @string
(block (string_lit) @type)
[(heredoc_start) (heredoc_identifier)] @punctuation.special
[
  (template_interpolation_start) (template_interpolation_end)
  (template_directive_start) (template_directive_end) (strip_marker)
] @punctuation.special

; Words
["if" "else" "endif" "for" "endfor" "in"] @keyword.control

; Marks
["!" "!=" "%" "&&" "*" "+" "-" "/" "<" "<=" "=" "==" "=>" ">" ">=" "?" "||"] @operator
(conditional ":" @operator)
[(ellipsis) "," "." ":" ".*" "[*]"] @punctuation.delimiter
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
[(block_start) (block_end) (object_start) (object_end) (tuple_start) (tuple_end)] @punctuation.bracket

(comment) @comment
