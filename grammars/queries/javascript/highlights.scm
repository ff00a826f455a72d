; inherits: javascript/ecma javascript/jsx
; What TypeScript writes in another way.
(formal_parameters (identifier) @variable.parameter)
(formal_parameters (assignment_pattern left: (identifier) @variable.parameter))
(formal_parameters (array_pattern (identifier) @variable.parameter))
(formal_parameters
  (object_pattern
    [
      (pair_pattern value: (identifier) @variable.parameter)
      (pair_pattern value: (assignment_pattern left: (identifier) @variable.parameter))
      (shorthand_property_identifier_pattern) @variable.parameter
      (object_assignment_pattern
        left: (shorthand_property_identifier_pattern) @variable.parameter)
    ]))
(field_definition
  property: (property_identifier) @function.method
  value: [(function_expression) (arrow_function)])
(class_declaration name: (identifier) @type)
(class name: (identifier) @type)
(class_heritage (identifier) @type)
["static get" "using"] @keyword
