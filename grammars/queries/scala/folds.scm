; Scala.  See grammars/README.md.
[
  (class_definition)
  (object_definition)
  (trait_definition)
  (enum_definition)
  (function_definition)
  (template_body)
  (enum_body)
  (block)
  (indented_block)
  (case_block)
  (arguments)
  (class_parameters)
  (parameters)
  (match_expression)
  (if_expression)
  (for_expression)
  (while_expression)
  (try_expression)
] @fold
(comment) @fold.comment
(block_comment) @fold.comment
(import_declaration) @fold.imports
