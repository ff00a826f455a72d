; Odin.  See grammars/README.md.
[
  (procedure_declaration)
  (struct_declaration)
  (enum_declaration)
  (union_declaration)
  (block)
  (if_statement)
  (for_statement)
  (switch_statement)
  (switch_case)
  (when_statement)
  (call_expression)
  (parameters)
] @fold
(comment) @fold.comment
(block_comment) @fold.comment
(import_declaration) @fold.imports
