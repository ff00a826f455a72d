; TypeScript.  See grammars/README.md.
(class_declaration name: (_) @name) @definition.class
(function_declaration name: (_) @name) @definition.function
(generator_function_declaration name: (_) @name) @definition.function
(method_definition name: (_) @name) @definition.method
(public_field_definition name: (_) @name) @definition.field
(pair key: (_) @name value: [(arrow_function) (function_expression)]) @definition.method
(variable_declarator
  name: (identifier) @name
  value: [(arrow_function) (function_expression) (generator_function)]) @definition.function
(variable_declarator name: (identifier) @name value: (class)) @definition.class
(assignment_expression
  left: (member_expression) @name
  right: [(arrow_function) (function_expression)]) @definition.function
(program (lexical_declaration kind: "const" (variable_declarator
  name: (identifier) @name
  value: [(string) (number) (object) (array) (call_expression) (new_expression) (true) (false)
    (template_string) (regex) (identifier) (member_expression) (await_expression)
    (binary_expression) (unary_expression)]) @definition.constant))
(program (export_statement (lexical_declaration kind: "const" (variable_declarator
  name: (identifier) @name
  value: [(string) (number) (object) (array) (call_expression) (new_expression) (true) (false)
    (template_string) (regex) (identifier) (member_expression) (await_expression)
    (binary_expression) (unary_expression)]) @definition.constant)))
(program (lexical_declaration kind: "let" (variable_declarator
  name: (identifier) @name) @definition.variable))
(program (variable_declaration (variable_declarator name: (identifier) @name) @definition.variable))
(abstract_class_declaration name: (_) @name) @definition.class
(interface_declaration name: (_) @name) @definition.interface
(property_signature name: (_) @name) @definition.field
(method_signature name: (_) @name) @definition.method
(abstract_method_signature name: (_) @name) @definition.method
(function_signature name: (_) @name) @definition.function
(type_alias_declaration name: (_) @name) @definition.type
(enum_declaration name: (_) @name) @definition.enum
(enum_assignment name: (_) @name) @definition.member
(enum_body (property_identifier) @name @definition.member)
(internal_module name: (_) @name) @definition.module
(module name: (_) @name) @definition.module
