; inherits: dart/package-highlights
(ERROR) @none
; Names in capitals of any sort are types, the rest are variables.
(identifier) @variable
((identifier) @type (#match? @type "^_?[A-Z].*[a-z]"))
(class_definition name: (identifier) @type)
(enum_declaration name: (identifier) @type)
(enum_constant name: (identifier) @constant)
(constructor_signature name: (identifier) @constructor)
(function_signature name: (identifier) @function)
(getter_signature name: (identifier) @property)
(setter_signature name: (identifier) @property)
(unconditional_assignable_selector (identifier) @property)
((identifier) @function.call . (selector (argument_part)))
((selector (unconditional_assignable_selector (identifier) @function.method))
  . (selector (argument_part)))
(annotation name: (identifier) @attribute)
(marker_annotation name: (identifier) @attribute)
(formal_parameter name: (identifier) @variable.parameter)
(named_argument (label (identifier) @variable.parameter))
(type_identifier) @type
((type_identifier) @type.builtin
  (#any-of? @type.builtin "bool" "double" "dynamic" "int" "num" "Object" "String"))
(void_type) @type.builtin
[(const_builtin) (final_builtin) (inferred_type)] @keyword
(super) @variable.builtin
["if" "else" "switch" "default" "do" "while" "continue" "for" "try" "throw" "catch" "finally"
 "return" "in" "async" "await" "yield" "import" "export" "as" "show"] @keyword.control
[(case_builtin) (break_statement)] @keyword.control
((identifier) @variable.builtin (#any-of? @variable.builtin "this" "super"))
(documentation_comment) @comment.documentation
