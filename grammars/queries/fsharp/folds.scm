; F#.  See grammars/README.md.
[
  (function_or_value_defn)
  (type_definition)
  (named_module)
  (match_expression)
  (if_expression)
  (for_expression)
  (while_expression)
  (try_expression)
  (list_expression)
  (array_expression)
  (record_fields)
] @fold
(line_comment) @fold.comment
(block_comment) @fold.comment
(import_decl) @fold.imports
