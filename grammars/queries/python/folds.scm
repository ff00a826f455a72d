; Python.  See grammars/README.md.
[
  (function_definition)
  (class_definition)
  (if_statement consequence: (block))
  (elif_clause)
  (else_clause)
  (for_statement)
  (while_statement)
  (try_statement)
  (except_clause)
  (finally_clause)
  (with_statement)
  (match_statement)
  (case_clause)
  (argument_list)
  (parameters)
  (list)
  (set)
  (tuple)
  (dictionary)
  (list_comprehension)
  (dictionary_comprehension)
  (parenthesized_expression)
  (string)
] @fold
(comment) @fold.comment
[
  (import_statement)
  (import_from_statement)
  (future_import_statement)
] @fold.imports
