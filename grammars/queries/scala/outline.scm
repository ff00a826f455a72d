; Scala.  See grammars/README.md.
(package_clause name: (_) @name) @definition.module
(class_definition name: (_) @name) @definition.class
(object_definition name: (_) @name) @definition.class
(trait_definition name: (_) @name) @definition.interface
(enum_definition name: (_) @name) @definition.enum
(simple_enum_case name: (_) @name) @definition.member
(function_definition name: (_) @name) @definition.function
(function_declaration name: (_) @name) @definition.function
(template_body (function_definition name: (_) @name) @definition.method)
(template_body (function_declaration name: (_) @name) @definition.method)
(template_body (val_definition pattern: (identifier) @name) @definition.field)
(template_body (var_definition pattern: (identifier) @name) @definition.field)
(type_definition name: (_) @name) @definition.type
(given_definition name: (_) @name) @definition.variable
