; Kotlin.  See grammars/README.md.
(class_declaration name: (_) @name) @definition.class
(object_declaration name: (_) @name) @definition.class
(companion_object name: (_) @name) @definition.class
(function_declaration name: (_) @name) @definition.function
(class_body (function_declaration name: (_) @name) @definition.method)
(class_body (property_declaration (variable_declaration (identifier) @name)) @definition.field)
(source_file (property_declaration (variable_declaration (identifier) @name)) @definition.variable)
(enum_entry (identifier) @name) @definition.member
(type_alias type: (identifier) @name) @definition.type
