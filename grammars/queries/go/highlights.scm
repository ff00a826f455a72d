; Go.  Of several patterns for one node the last one shows.

; Names
(identifier) @variable
(field_identifier) @property
(package_identifier) @module
(label_name) @label
(blank_identifier) @variable
(parameter_declaration (identifier) @variable.parameter)
(variadic_parameter_declaration name: (identifier) @variable.parameter)
(const_spec (identifier) @constant)
(literal_element (identifier) @variable)
(keyed_element . (literal_element (identifier) @property))

; Functions
(function_declaration name: (identifier) @function)
(method_declaration name: (field_identifier) @function.method)
(method_elem name: (field_identifier) @function.method)
(call_expression function: (identifier) @function.call)
(call_expression function: (selector_expression field: (field_identifier) @function.method))
((call_expression function: (identifier) @function.builtin)
  (#any-of? @function.builtin
    "append" "cap" "clear" "close" "complex" "copy" "delete" "imag" "len" "make" "max" "min" "new"
    "panic" "print" "println" "real" "recover"))

; Types
(type_identifier) @type
(type_parameter_declaration (identifier) @type)
((type_identifier) @constant.builtin (#eq? @constant.builtin "nil"))
((type_identifier) @type.builtin
  (#any-of? @type.builtin
    "any" "bool" "byte" "comparable" "complex128" "complex64" "error" "float32" "float64" "int"
    "int16" "int32" "int64" "int8" "rune" "string" "uint" "uint16" "uint32" "uint64" "uint8"
    "uintptr"))
((call_expression function: (identifier) @type.builtin)
  (#any-of? @type.builtin
    "any" "bool" "byte" "complex128" "complex64" "error" "float32" "float64" "int" "int16" "int32" "int64" "int8"
    "rune" "string" "uint" "uint16" "uint32" "uint64" "uint8" "uintptr"))

; Values
[(int_literal) (float_literal) (imaginary_literal)] @number
[(true) (false)] @boolean
[(nil) (iota)] @constant.builtin
(rune_literal) @character
[(interpreted_string_literal) (raw_string_literal)] @string
(escape_sequence) @string.escape

; Words
["chan" "const" "func" "interface" "map" "struct" "type" "var"] @keyword
[
  "break" "case" "continue" "default" "defer" "else" "fallthrough" "for" "go" "goto" "if" "import"
  "package" "range" "return" "select" "switch"
] @keyword.control

; Marks
[
  "-" "--" "-=" "!" "!=" "..." "*" "*=" "/" "/=" "&" "&&" "&=" "&^" "&^=" "%" "%=" "^" "^=" "+" "++"
  "+=" "<-" "<" "<<" "<<=" "<=" "=" ":=" "==" ">" ">=" ">>" ">>=" "|" "|=" "||" "~"
] @operator
["," "." ":" ";"] @punctuation.delimiter
["(" ")" "[" "]" "{" "}"] @punctuation.bracket

(comment) @comment
