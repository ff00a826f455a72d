; PowerShell.  See grammars/README.md.
[
  (function_statement)
  (class_statement)
  (enum_statement)
  (statement_block)
  (script_block_expression)
  (if_statement)
  (elseif_clause)
  (else_clause)
  (foreach_statement)
  (for_statement)
  (while_statement)
  (switch_statement)
  (try_statement)
  (catch_clause)
  (finally_clause)
  (param_block)
  (named_block)
  (hash_literal_expression)
  (array_expression)
] @fold
(comment) @fold.comment
