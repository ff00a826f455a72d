; Groovy.  Of several patterns for one node the last one shows.

; Names
(identifier) @variable
((identifier) @type (#match? @type "^[A-Z].*[a-z]"))
((identifier) @constant (#match? @constant "^_*[A-Z][A-Z0-9_]+$"))
((identifier) @variable.builtin (#any-of? @variable.builtin "it" "delegate" "owner"))
[(this) (super)] @variable.builtin
(field_access field: (identifier) @property)
(map_item key: (identifier) @property)
(formal_parameter name: (identifier) @variable.parameter)
(catch_formal_parameter name: (identifier) @variable.parameter)
(inferred_parameters (identifier) @variable.parameter)
(package_declaration (_) @module)
(import_declaration (_) @module)

; Types
(type_identifier) @type
[(boolean_type) (floating_point_type) (integral_type) (void_type)] @type.builtin
(class_declaration name: (identifier) @type)
(interface_declaration name: (identifier) @type)
(enum_declaration name: (identifier) @type)
(record_declaration name: (identifier) @type)
(enum_constant name: (identifier) @constant)

; Functions
(method_declaration name: (identifier) @function.method)
(function_definition name: (identifier) @function)
(constructor_declaration name: (identifier) @constructor)
(method_invocation name: (identifier) @function.call)
(method_invocation object: (_) name: (identifier) @function.method)
(juxt_function_call name: (identifier) @function.call)
((juxt_function_call name: (identifier) @function.builtin)
  (#any-of? @function.builtin "print" "println" "printf"))
(object_creation_expression type: (type_identifier) @constructor)
((type_identifier) @keyword (#eq? @keyword "def"))
(type_arguments ["<" ">"] @punctuation.bracket)
(annotation "@" @attribute)
(annotation name: (identifier) @attribute)
(marker_annotation "@" @attribute)
(marker_annotation name: (identifier) @attribute)

; Values
[
  (binary_integer_literal) (decimal_floating_point_literal) (decimal_integer_literal)
  (hex_floating_point_literal) (hex_integer_literal) (octal_integer_literal)
] @number
[(true) (false)] @boolean
(null_literal) @constant.builtin
[(string_literal) (character_literal)] @string
(escape_sequence) @string.escape
(string_interpolation) @none

; Words
[
  "abstract" "byte" "char" "class" "def" "double" "enum" "extends" "final" "float" "implements"
  "instanceof" "int" "interface" "long" "native" "new" "private" "protected" "public" "record"
  "sealed" "short" "static" "strictfp" "synchronized" "throws" "transient" "volatile"
] @keyword
[
  "as" "assert" "break" "case" "catch" "continue" "default" "do" "else" "finally" "for" "if"
  "import" "in" "package" "return" "switch" "throw" "try" "while" "yield"
] @keyword.control

; Marks
[
  "!" "!=" "%" "%=" "&" "&&" "&=" "*" "**" "*=" "+" "++" "+=" "-" "--" "-=" "->" ".." "/" "/="
  "<" "<<" "<=" "=" "==" ">" ">=" ">>" ">>>" "^" "^=" "|" "|=" "||" "~" "?"
] @operator
[":" "::" ";" "," "."] @punctuation.delimiter
["(" ")" "[" "]" "{" "}"] @punctuation.bracket

[(line_comment) (block_comment) (shebang)] @comment
((block_comment) @comment.documentation (#match? @comment.documentation "^/\\*\\*[^*/]"))
