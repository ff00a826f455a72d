; PHP.  See grammars/README.md.
(namespace_definition name: (_) @name) @definition.module
(class_declaration name: (_) @name) @definition.class
(interface_declaration name: (_) @name) @definition.interface
(trait_declaration name: (_) @name) @definition.class
(enum_declaration name: (_) @name) @definition.enum
(enum_case name: (_) @name) @definition.member
(function_definition name: (_) @name) @definition.function
(method_declaration name: (_) @name) @definition.method
(const_declaration (const_element (name) @name)) @definition.constant
(property_declaration (property_element name: (_) @name)) @definition.field
