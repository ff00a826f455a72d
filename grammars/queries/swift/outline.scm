; Swift.  See grammars/README.md.
(class_declaration name: (_) @name) @definition.class
(protocol_declaration name: (_) @name) @definition.interface
(function_declaration name: (simple_identifier) @name) @definition.function
(class_body (function_declaration name: (simple_identifier) @name) @definition.method)
(protocol_function_declaration name: (simple_identifier) @name) @definition.method
(class_body (property_declaration name: (pattern) @name) @definition.field)
(enum_entry name: (_) @name) @definition.member
(typealias_declaration name: (_) @name) @definition.type
(associatedtype_declaration name: (_) @name) @definition.type
