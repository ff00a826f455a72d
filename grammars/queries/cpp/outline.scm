; inherits: c/outline
; C++.  See grammars/README.md.
(class_specifier name: (_) @name body: (_)) @definition.class
(struct_specifier name: (template_type) @name body: (_)) @definition.struct
(namespace_definition name: (_) @name) @definition.module
(concept_definition name: (identifier) @name) @definition.interface
(alias_declaration name: (type_identifier) @name) @definition.type
(function_definition
  declarator: (reference_declarator (function_declarator declarator: (_) @name)))
  @definition.function
(field_declaration_list
  (function_definition declarator: (function_declarator declarator: (_) @name)) @definition.method)
(field_declaration_list
  (function_definition declarator: (_ declarator: (function_declarator declarator: (_) @name)))
  @definition.method)
(field_declaration_list
  (function_definition
    declarator: (reference_declarator (function_declarator declarator: (_) @name)))
  @definition.method)
(field_declaration declarator: (function_declarator declarator: (_) @name)) @definition.method
(field_declaration declarator: (_ declarator: (function_declarator declarator: (_) @name)))
  @definition.method
(field_declaration_list
  (declaration declarator: (function_declarator declarator: (_) @name)) @definition.method)
(function_definition
  declarator: (function_declarator declarator: (qualified_identifier) @name)) @definition.method
