; Zig.  See grammars/README.md.
(function_declaration name: (_) @name) @definition.function
(container_field name: (_) @name) @definition.field
(variable_declaration (identifier) @name (struct_declaration)) @definition.struct
(variable_declaration (identifier) @name (enum_declaration)) @definition.enum
(variable_declaration (identifier) @name (union_declaration)) @definition.struct
(struct_declaration (function_declaration name: (_) @name) @definition.method)
(source_file (variable_declaration . "const" . (identifier) @name) @definition.constant)
