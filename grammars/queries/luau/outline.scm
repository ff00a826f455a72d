; Luau.  See grammars/README.md.
(function_declaration name: (_) @name) @definition.function
(assignment_statement
  (variable_list . name: (_) @name)
  (expression_list . value: (function_definition))) @definition.function
(field name: (identifier) @name value: (function_definition)) @definition.method
(type_definition name: (identifier) @name) @definition.type
