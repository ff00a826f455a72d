; inherits: c/highlights
; C++, on top of C.

; Names
(namespace_identifier) @module
((namespace_identifier) @type (#match? @type "^[A-Z]"))
(this) @variable.builtin
((field_identifier) @constant (#match? @constant "^[A-Z][A-Z0-9_]+$"))
((using_declaration (qualified_identifier name: (identifier) @type)) (#match? @type "^[A-Z]"))
(optional_parameter_declaration declarator: (identifier) @variable.parameter)
(optional_parameter_declaration declarator: (_ declarator: (identifier) @variable.parameter))
(parameter_declaration
  declarator: (reference_declarator (identifier) @variable.parameter))
(optional_parameter_declaration
  declarator: (reference_declarator (identifier) @variable.parameter))
(variadic_parameter_declaration
  declarator: (variadic_declarator (identifier) @variable.parameter))
(structured_binding_declarator (identifier) @variable)

; Functions
(function_declarator declarator: (field_identifier) @function)
(function_declarator declarator: (qualified_identifier name: (identifier) @function))
(function_declarator
  declarator: (qualified_identifier name: (qualified_identifier name: (identifier) @function)))
(function_declarator declarator: (operator_name) @function)
(destructor_name (identifier) @function)
(call_expression function: (qualified_identifier name: (identifier) @function.call))
(call_expression
  function: (qualified_identifier name: (qualified_identifier name: (identifier) @function.call)))
(template_function name: (identifier) @function.call)
(template_method name: (field_identifier) @function.call)

; Types
(auto) @type.builtin
(template_type name: (type_identifier) @type)
(concept_definition name: (identifier) @type)

; Values
(raw_string_literal) @string
(user_defined_literal (literal_suffix) @keyword)

; Words
[
  "class" "concept" "consteval" "constinit" "decltype" "delete" "explicit" "final" "friend"
  "mutable" "namespace" "new" "noexcept" "operator" "override" "private" "protected" "public"
  "requires" "static_assert" "template" "typename" "using" "virtual"
  "and" "and_eq" "bitand" "bitor" "compl" "not" "not_eq" "or" "or_eq" "xor" "xor_eq"
] @keyword
(default_method_clause "default" @keyword)
["catch" "co_await" "co_return" "co_yield" "throw" "try"] @keyword.control

; Marks
["<=>" "->*" ".*"] @operator
(destructor_name "~" @function)
(template_argument_list ["<" ">"] @punctuation.bracket)
(template_parameter_list ["<" ">"] @punctuation.bracket)
(lambda_capture_specifier ["[" "]"] @punctuation.bracket)
