; C.  Of several patterns for one node the last one shows.

; Names
(identifier) @variable
(field_identifier) @property
(type_identifier) @type
(statement_identifier) @label
((identifier) @constant (#match? @constant "^[A-Z][A-Z0-9_]+$"))
(enumerator name: (identifier) @constant)

(parameter_declaration declarator: (identifier) @variable.parameter)
(parameter_declaration declarator: (_ declarator: (identifier) @variable.parameter))
(parameter_declaration
  declarator: (_ declarator: (_ declarator: (identifier) @variable.parameter)))

; Functions
(function_declarator declarator: (identifier) @function)
(function_declarator
  declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @function)))
(call_expression function: (identifier) @function.call)
(call_expression function: (field_expression field: (field_identifier) @function.call))
(preproc_function_def name: (identifier) @function.macro)
(preproc_params (identifier) @variable.parameter)
((call_expression function: (identifier) @function.macro)
  (#match? @function.macro "^[A-Z][A-Z0-9_]+$"))

; Types
(primitive_type) @type.builtin
(sized_type_specifier) @type.builtin
["long" "short" "signed" "unsigned"] @type.builtin

; Values
(number_literal) @number
(char_literal) @character
[(true) (false)] @boolean
(null) @constant.builtin
[(string_literal) (system_lib_string)] @string
(escape_sequence) @string.escape

; Words
[
  "_Alignas" "_Alignof" "_Atomic" "_Generic" "_Noreturn" "alignas" "alignof" "asm" "__asm__"
  "__attribute" "__attribute__" "__declspec" "__extension__" "const" "constexpr" "enum"
  "extern" "inline" "__inline" "__inline__" "noreturn" "offsetof" "register" "restrict"
  "__restrict__" "sizeof" "static" "struct" "thread_local" "__thread" "typedef" "union" "volatile"
  "__volatile__"
] @keyword
(storage_class_specifier) @keyword
[
  "break" "case" "continue" "default" "do" "else" "for" "goto" "if" "return" "switch" "while"
] @keyword.control
[
  "#define" "#elif" "#elifdef" "#elifndef" "#else" "#endif" "#if" "#ifdef" "#ifndef" "#include"
  "defined"
] @keyword.directive
(preproc_directive) @keyword.directive
(attribute name: (identifier) @attribute)
(preproc_def name: (identifier) @constant)

; Marks
[
  "!" "!=" "%" "%=" "&" "&&" "&=" "*" "*=" "+" "++" "+=" "-" "--" "-=" "->" "/" "/=" "<" "<<"
  "<<=" "<=" "=" "==" ">" ">=" ">>" ">>=" "^" "^=" "|" "|=" "||" "~" "..."
] @operator
(conditional_expression ["?" ":"] @operator)
["," "." ";" ":"] @punctuation.delimiter
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
(conditional_expression ":" @operator)
(system_lib_string) @string

(comment) @comment
((comment) @comment.documentation (#match? @comment.documentation "^/(\\*[*!]|//|/!)[^*/]"))
