; Kotlin.  See grammars/README.md.
[
  (class_body)
  (enum_class_body)
  (block)
  (function_body)
  (function_value_parameters)
  (value_arguments)
  (lambda_literal)
  (when_expression)
  (if_expression)
  (try_expression)
  (catch_block)
  (finally_block)
  (class_parameters)
  (for_statement)
  (while_statement)
] @fold
(line_comment) @fold.comment
(block_comment) @fold.comment
(import) @fold.imports
