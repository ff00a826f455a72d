; C.  See grammars/README.md.
(function_definition
  declarator: (function_declarator declarator: (_) @name)) @definition.function
(function_definition
  declarator: (_ declarator: (function_declarator declarator: (_) @name))) @definition.function
(function_definition
  declarator: (_ declarator: (_ declarator: (function_declarator declarator: (_) @name))))
  @definition.function
(struct_specifier name: (type_identifier) @name body: (_)) @definition.struct
(union_specifier name: (type_identifier) @name body: (_)) @definition.struct
(enum_specifier name: (type_identifier) @name body: (_)) @definition.enum
((enumerator name: (identifier) @name) @definition.member
  (#not-has-ancestor? @definition.member compound_statement))
(field_declaration declarator: (field_identifier) @name) @definition.field
(field_declaration declarator: (_ declarator: (field_identifier) @name)) @definition.field
(field_declaration declarator: (_ declarator: (_ declarator: (field_identifier) @name)))
  @definition.field
(type_definition declarator: (type_identifier) @name) @definition.type
(type_definition declarator: (_ declarator: (type_identifier) @name)) @definition.type
(preproc_def name: (identifier) @name value: (_)) @definition.macro
(preproc_function_def name: (identifier) @name) @definition.macro
((declaration declarator: (identifier) @name) @definition.variable
  (#not-has-ancestor? @definition.variable compound_statement))
((declaration declarator: (init_declarator declarator: (identifier) @name)) @definition.variable
  (#not-has-ancestor? @definition.variable compound_statement))
((declaration declarator: (init_declarator declarator: (_ declarator: (identifier) @name)))
  @definition.variable
  (#not-has-ancestor? @definition.variable compound_statement))
