; inherits: javascript/ecma
; TypeScript, on top of JavaScript.

; Names
(required_parameter pattern: (identifier) @variable.parameter)
(optional_parameter pattern: (identifier) @variable.parameter)
(required_parameter (rest_pattern (identifier) @variable.parameter))
(required_parameter
  pattern: (object_pattern
    [
      (pair_pattern value: (identifier) @variable.parameter)
      (pair_pattern value: (assignment_pattern left: (identifier) @variable.parameter))
      (shorthand_property_identifier_pattern) @variable.parameter
      (object_assignment_pattern
        left: (shorthand_property_identifier_pattern) @variable.parameter)
    ]))
(required_parameter pattern: (array_pattern (identifier) @variable.parameter))
(internal_module name: (identifier) @module)
(module name: (identifier) @module)
(enum_body name: (property_identifier) @constant)
(enum_assignment name: (property_identifier) @constant)

; Functions
(function_signature name: (identifier) @function)
(method_signature name: (property_identifier) @function.method)
(abstract_method_signature name: (property_identifier) @function.method)
(public_field_definition
  name: (property_identifier) @function.method
  value: [(function_expression) (arrow_function)])

; Types
(type_identifier) @type
(predefined_type) @type.builtin
(this_type) @type.builtin
(class_declaration name: (type_identifier) @type)
(extends_clause value: (identifier) @type)
(enum_declaration name: (identifier) @type)
(nested_type_identifier module: (identifier) @module)
(literal_type [(null) (undefined)] @type.builtin)

; Words
[
  "abstract" "accessor" "asserts" "declare" "enum" "implements" "infer" "interface" "is" "keyof"
  "module" "namespace" "override" "private" "protected" "public" "readonly" "type" "global"
  "unique symbol"
] @keyword
(override_modifier) @keyword
["satisfies" "require"] @keyword.control
(as_expression "as" @keyword.control)

; Marks
(type_arguments ["<" ">"] @punctuation.bracket)
(type_parameters ["<" ">"] @punctuation.bracket)
(union_type "|" @operator)
["?:" "-?:" "+?:"] @punctuation.delimiter
(optional_parameter "?" @operator)
(property_signature "?" @operator)
(conditional_type ["?" ":"] @operator)
(non_null_expression "!" @operator)
