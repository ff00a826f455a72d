; Groovy.  See grammars/README.md.
(class_declaration name: (_) @name) @definition.class
(interface_declaration name: (_) @name) @definition.interface
(enum_declaration name: (_) @name) @definition.enum
(enum_constant (identifier) @name) @definition.member
(method_declaration name: (_) @name) @definition.method
(constructor_declaration name: (_) @name) @definition.method
(function_definition name: (_) @name) @definition.function
(field_declaration declarator: (variable_declarator name: (_) @name)) @definition.field
