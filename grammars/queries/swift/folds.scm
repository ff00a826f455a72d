; Swift.  See grammars/README.md.
[
  (class_body)
  (protocol_body)
  (enum_class_body)
  (function_body)
  (computed_property)
  (lambda_literal)
  (switch_statement)
  (switch_entry)
  (if_statement)
  (guard_statement)
  (for_statement)
  (while_statement)
  (repeat_while_statement)
  (do_statement)
  (catch_block)
  (array_literal)
  (dictionary_literal)
  (value_arguments)
] @fold
(comment) @fold.comment
(multiline_comment) @fold.comment
(import_declaration) @fold.imports
