; Rust.  See grammars/README.md.
(function_item name: (_) @name) @definition.function
(function_signature_item name: (_) @name) @definition.function
(declaration_list (function_item name: (_) @name) @definition.method)
(declaration_list (function_signature_item name: (_) @name) @definition.method)
(struct_item name: (_) @name) @definition.struct
(union_item name: (_) @name) @definition.struct
(enum_item name: (_) @name) @definition.enum
(enum_variant name: (_) @name) @definition.member
(field_declaration name: (_) @name) @definition.field
(trait_item name: (_) @name) @definition.interface
(impl_item type: (_) @name) @definition.class
(mod_item name: (_) @name) @definition.module
(type_item name: (_) @name) @definition.type
(associated_type name: (_) @name) @definition.type
(const_item name: (_) @name) @definition.constant
(static_item name: (_) @name) @definition.variable
(macro_definition name: (_) @name) @definition.macro
