; OCaml.  See grammars/README.md.
[
  (structure)
  (signature)
  (object_expression)
  (value_definition)
  (type_definition)
  (module_definition)
  (class_definition)
  (match_expression)
  (if_expression)
  (for_expression)
  (while_expression)
  (try_expression)
  (function_expression)
  (record_expression)
  (list_expression)
  (array_expression)
  (let_expression)
  (parenthesized_expression)
] @fold
(comment) @fold.comment
(open_module) @fold.imports
