; Java.  Of several patterns for one node the last one shows.

; Names
(identifier) @variable
((identifier) @constant (#match? @constant "^_*[A-Z][A-Z0-9_]+$"))
(field_access field: (identifier) @property)
(variable_declarator name: (identifier) @variable)
(field_declaration declarator: (variable_declarator name: (identifier) @property))
((field_declaration declarator: (variable_declarator name: (identifier) @constant))
  (#match? @constant "^_*[A-Z][A-Z0-9_]+$"))
((field_access field: (identifier) @constant) (#match? @constant "^_*[A-Z][A-Z0-9_]+$"))
(formal_parameter name: (identifier) @variable.parameter)
(catch_formal_parameter name: (identifier) @variable.parameter)
(spread_parameter (variable_declarator name: (identifier) @variable.parameter))
(inferred_parameters (identifier) @variable.parameter)
(lambda_expression parameters: (identifier) @variable.parameter)
(enum_constant name: (identifier) @constant)
(labeled_statement (identifier) @label)
(package_declaration (identifier) @module)
(package_declaration (scoped_identifier (identifier) @module))
(scoped_identifier scope: (identifier) @module)
(scoped_identifier scope: (scoped_identifier name: (identifier) @module))
((scoped_identifier name: (identifier) @type) (#match? @type "^[A-Z]"))
((scoped_identifier name: (identifier) @constant) (#match? @constant "^[A-Z][A-Z0-9_]+$"))
(import_declaration (scoped_identifier name: (identifier) @module) (asterisk))
(element_value_pair key: (identifier) @property)
[(this) (super)] @variable.builtin
(wildcard (super) @keyword)

; Functions
(method_declaration name: (identifier) @function.method)
(method_invocation name: (identifier) @function.method)
(method_reference (identifier) @function.method .)
(constructor_declaration name: (identifier) @constructor)
(compact_constructor_declaration name: (identifier) @constructor)
(annotation_type_element_declaration name: (identifier) @function.method)

; Types
(type_identifier) @type
(object_creation_expression type: (type_identifier) @constructor)
(object_creation_expression type: (generic_type (type_identifier) @constructor))
[(boolean_type) (integral_type) (floating_point_type) (void_type)] @type.builtin
(class_declaration name: (identifier) @type)
(interface_declaration name: (identifier) @type)
(enum_declaration name: (identifier) @type)
(record_declaration name: (identifier) @type)
(annotation_type_declaration name: (identifier) @type)
((field_access object: (identifier) @type) (#match? @type "^[A-Z].*[a-z]"))
((method_invocation object: (identifier) @type) (#match? @type "^[A-Z].*[a-z]"))
((method_reference . (identifier) @type) (#match? @type "^[A-Z]"))
(annotation "@" @attribute name: (identifier) @attribute)
(marker_annotation "@" @attribute name: (identifier) @attribute)

; Values
[
  (binary_integer_literal) (decimal_integer_literal) (hex_integer_literal) (octal_integer_literal)
  (decimal_floating_point_literal) (hex_floating_point_literal)
] @number
[(true) (false)] @boolean
(null_literal) @constant.builtin
(character_literal) @character
(string_literal) @string
(escape_sequence) @string.escape
(string_interpolation) @none

; Words
[
  "abstract" "class" "enum" "exports" "extends" "final" "implements" "instanceof" "interface"
  "@interface" "module" "native" "new" "non-sealed" "open" "opens" "permits" "private" "protected"
  "provides" "public" "record" "requires" "sealed" "static" "strictfp" "synchronized" "throws" "to"
  "transient" "transitive" "uses" "volatile"
] @keyword
[
  "assert" "break" "case" "catch" "continue" "default" "do" "else" "finally" "for" "if" "import"
  "package" "return" "switch" "throw" "try" "when" "while" "with" "yield"
] @keyword.control

; Marks
[
  "!" "!=" "%" "%=" "&" "&&" "&=" "*" "*=" "+" "++" "+=" "-" "--" "-=" "->" "/" "/=" "<" "<<" "<<="
  "<=" "=" "==" ">" ">=" ">>" ">>=" ">>>" ">>>=" "?" "^" "^=" "|" "|=" "||" "~" "..."
] @operator
(ternary_expression ":" @operator)
["," "." ":" "::" ";"] @punctuation.delimiter
(ternary_expression ":" @operator)
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
(type_arguments ["<" ">"] @punctuation.bracket)
(type_parameters ["<" ">"] @punctuation.bracket)

[(line_comment) (block_comment)] @comment
((block_comment) @comment.documentation (#match? @comment.documentation "^/\\*\\*[^*/]"))
