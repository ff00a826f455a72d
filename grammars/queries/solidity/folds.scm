; Solidity.  See grammars/README.md.
[
  (contract_declaration)
  (interface_declaration)
  (library_declaration)
  (function_definition)
  (struct_declaration)
  (enum_declaration)
  (modifier_definition)
  (constructor_definition)
  (block_statement)
  (if_statement)
  (for_statement)
  (while_statement)
  (assembly_statement)
] @fold
(comment) @fold.comment
(import_directive) @fold.imports
