; PHP.  See grammars/README.md.
[
  (compound_statement)
  (declaration_list)
  (enum_declaration_list)
  (switch_block)
  (match_block)
  (arguments)
  (formal_parameters)
  (array_creation_expression)
  (heredoc)
  (if_statement)
  (else_clause)
  (else_if_clause)
  (for_statement)
  (foreach_statement)
  (while_statement)
  (try_statement)
  (catch_clause)
  (finally_clause)
  (class_declaration)
  (method_declaration)
  (function_definition)
] @fold
(comment) @fold.comment
(namespace_use_declaration) @fold.imports
