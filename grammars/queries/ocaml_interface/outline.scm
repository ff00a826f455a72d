; OCaml interfaces.  See grammars/README.md.
(module_binding (module_name) @name) @definition.module
(module_type_definition (module_type_name) @name) @definition.interface
(type_binding name: (_) @name) @definition.type
(variant_declaration (constructor_declaration (constructor_name) @name) @definition.member)
(field_declaration (field_name) @name) @definition.field
(exception_definition (constructor_declaration (constructor_name) @name)) @definition.type
(external (value_name) @name) @definition.function
(class_binding (class_name) @name) @definition.class
(method_definition (method_name) @name) @definition.method
(value_specification (value_name) @name) @definition.function
