; Starlark.  See grammars/README.md.
[
  (function_definition)
  (if_statement)
  (elif_clause)
  (else_clause)
  (for_statement)
  (argument_list)
  (parameters)
  (list)
  (dictionary)
  (tuple)
  (list_comprehension)
  (dictionary_comprehension)
  (string)
] @fold
(comment) @fold.comment
