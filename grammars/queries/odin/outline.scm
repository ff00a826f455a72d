; Odin.  See grammars/README.md.
(procedure_declaration . (identifier) @name) @definition.function
(overloaded_procedure_declaration . (identifier) @name) @definition.function
(struct_declaration . (identifier) @name) @definition.struct
(struct_declaration (field (identifier) @name) @definition.field)
(union_declaration . (identifier) @name) @definition.struct
(enum_declaration . (identifier) @name) @definition.enum
(const_declaration . (identifier) @name) @definition.constant
