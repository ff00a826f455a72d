; Solidity.  See grammars/README.md.
(contract_declaration name: (_) @name) @definition.class
(interface_declaration name: (_) @name) @definition.interface
(library_declaration name: (_) @name) @definition.module
(function_definition name: (_) @name) @definition.method
(modifier_definition name: (_) @name) @definition.method
(struct_declaration name: (_) @name) @definition.struct
(struct_member name: (_) @name) @definition.field
(enum_declaration name: (_) @name) @definition.enum
(event_definition name: (_) @name) @definition.member
(error_declaration name: (_) @name) @definition.member
(state_variable_declaration name: (_) @name) @definition.field
