; Julia.  See grammars/README.md.
[
  (module_definition)
  (function_definition)
  (macro_definition)
  (struct_definition)
  (if_statement)
  (elseif_clause)
  (else_clause)
  (for_statement)
  (while_statement)
  (try_statement)
  (catch_clause)
  (let_statement)
  (quote_statement)
  (compound_statement)
  (do_clause)
  (argument_list)
  (vector_expression)
  (matrix_expression)
  (string_literal)
] @fold
(line_comment) @fold.comment
(block_comment) @fold.comment
[
  (using_statement)
  (import_statement)
] @fold.imports
