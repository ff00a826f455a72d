; Kotlin.  Of several patterns for one node the last one shows.

; Names
(identifier) @variable
((identifier) @type (#match? @type "^[A-Z].*[a-z]"))
((identifier) @constant (#match? @constant "^_*[A-Z][A-Z0-9_]+$"))
(navigation_expression (_) (identifier) @property)
((navigation_expression (_) (identifier) @constant) (#match? @constant "^[A-Z][A-Z0-9_]+$"))
((identifier) @variable.builtin (#any-of? @variable.builtin "it" "field"))
[(this_expression) (super_expression)] @variable.builtin
(package_header (qualified_identifier (identifier) @module))
(import (qualified_identifier (identifier) @module))
(parameter (identifier) @variable.parameter)
(class_parameter (identifier) @variable.parameter)
(lambda_parameters (variable_declaration (identifier) @variable.parameter))
(value_argument (identifier) @variable.parameter "=")
(catch_block (identifier) @variable.parameter)
[(label) "this@" "super@" "return@"] @label

; Types
(user_type (identifier) @type)
((user_type (identifier) @type.builtin)
  (#any-of? @type.builtin
    "Any" "Array" "Boolean" "Byte" "Char" "Double" "Float" "Int" "List" "Long" "Map" "MutableList"
    "MutableMap" "MutableSet" "Nothing" "Set" "Short" "String" "UByte" "UInt" "ULong" "Unit"
    "UShort"))
(class_declaration name: (identifier) @type)
(object_declaration name: (identifier) @type)
(companion_object name: (identifier) @type)
(type_alias type: (identifier) @type)
(type_parameter (identifier) @type)
(enum_entry (identifier) @constant)

; Functions
(function_declaration name: (identifier) @function)
(call_expression . (identifier) @function.call)
(call_expression . (navigation_expression (_) (identifier) @function.method .))
((call_expression . (identifier) @constructor) (#match? @constructor "^[A-Z]"))
((call_expression . (identifier) @function.builtin)
  (#any-of? @function.builtin
    "also" "apply" "arrayOf" "assert" "check" "emptyList" "emptyMap" "error" "lazy" "let" "listOf"
    "mapOf" "mutableListOf" "mutableMapOf" "mutableSetOf" "print" "println" "readLine" "repeat"
    "require" "requireNotNull" "run" "setOf" "to" "with"))
(infix_expression (_) . (identifier) @function.call)
(constructor_invocation (user_type (identifier) @type))
(annotation) @attribute
(annotation (user_type (identifier) @attribute))
(annotation (constructor_invocation (user_type (identifier) @attribute)))
(file_annotation) @attribute

; Values
[(number_literal) (float_literal)] @number
((identifier) @boolean (#any-of? @boolean "true" "false"))
((identifier) @constant.builtin (#eq? @constant.builtin "null"))
[(string_literal) (multiline_string_literal) (character_literal)] @string
(escape_sequence) @string.escape
(interpolation) @none
(interpolation ["$" "${" "}"] @punctuation.special)

; Words
[
  "class" "companion" "constructor" "enum" "fun" "get" "init" "interface" "object" "set"
  "typealias" "val" "var" "is" "!is" "dynamic" "by" "where"
] @keyword
[
  (class_modifier) (function_modifier) (inheritance_modifier) (member_modifier)
  (parameter_modifier) (platform_modifier) (property_modifier) (reification_modifier)
  (variance_modifier) (visibility_modifier)
] @keyword
[
  "as" "as?" "catch" "do" "else" "finally" "for" "if" "import" "in" "!in" "package" "return"
  "throw" "try" "when" "while"
] @keyword.control

((identifier) @keyword.control (#any-of? @keyword.control "break" "continue"))

; Marks
[
  "!" "!!" "!=" "!==" "%" "%=" "&&" "*" "*=" "+" "++" "+=" "-" "--" "-=" "->" ".." "..<" "/" "/="
  "<" "<=" "=" "==" "===" ">" ">=" "?:" "||"
] @operator
(type_arguments ["<" ">"] @punctuation.bracket)
(type_parameters ["<" ">"] @punctuation.bracket)
"?" @operator
[":" "::" ";" "," "." "?."] @punctuation.delimiter
["(" ")" "[" "]" "{" "}"] @punctuation.bracket

[(line_comment) (block_comment) (shebang)] @comment
((block_comment) @comment.documentation (#match? @comment.documentation "^/\\*\\*[^*/]"))
