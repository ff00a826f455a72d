; What OCaml's implementations and interfaces share.  The last pattern for a node shows.

; Names
[(value_name) (value_pattern)] @variable
(type_variable) @type
[(label_name) (field_name) (instance_variable_name)] @property
[(module_name) (module_type_name)] @module
[(class_name) (class_type_name) (type_constructor)] @type
((type_constructor) @type.builtin
  (#any-of? @type.builtin
    "array" "bool" "bytes" "char" "exn" "float" "int" "int32" "int64" "lazy_t" "list" "nativeint"
    "option" "ref" "result" "string" "unit"))
[(constructor_name) (tag)] @constructor
(attribute_id) @attribute

; Functions
(value_specification (value_name) @function)
(external (value_name) @function)
(method_name) @function.method
(let_binding pattern: (value_name) @function (parameter))
(let_binding
  pattern: (value_name) @function
  body: [(fun_expression) (function_expression)])
(parameter (value_pattern) @variable.parameter)
(parameter (label_name) @variable.parameter)
(application_expression function: (value_path (value_name) @function.call))
((value_name) @function.builtin
  (#any-of? @function.builtin "failwith" "invalid_arg" "raise" "raise_notrace"))

; Values
[(number) (signed_number)] @number
(boolean) @boolean
[(string) (character) (quoted_string)] @string
(escape_sequence) @string.escape
(conversion_specification) @string.special

; Words
[
  "and" "class" "constraint" "exception" "external" "fun" "function" "functor" "inherit"
  "initializer" "lazy" "let" "method" "module" "mutable" "new" "nonrec" "object" "of" "private"
  "rec" "sig" "struct" "type" "val" "virtual"
] @keyword
[
  "as" "assert" "begin" "do" "done" "downto" "else" "end" "for" "if" "in" "include" "match"
  "open" "then" "to" "try" "when" "while" "with"
] @keyword.control

; Marks
[
  (prefix_operator) (sign_operator) (pow_operator) (mult_operator) (add_operator)
  (concat_operator) (rel_operator) (and_operator) (or_operator) (assign_operator)
  (hash_operator) (indexing_operator) (let_operator) (let_and_operator) (match_operator)
] @operator
["*" "#" "::" "<-" "=" "|" "+" "-" "!" "->" ":=" ".."] @operator
["," "." ";" ":" "~" "?" ";;"] @punctuation.delimiter
["(" ")" "[" "]" "{" "}" "[|" "|]" "[<" "[>"] @punctuation.bracket
(attribute ["[@" "]"] @punctuation.special)
(item_attribute ["[@@" "]"] @punctuation.special)
(extension ["[%" "]"] @punctuation.special)

[(line_number_directive) (directive)] @keyword.directive
(comment) @comment
((comment) @comment.documentation (#match? @comment.documentation "^\\(\\*\\*[^*)]"))
