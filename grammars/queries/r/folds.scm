; R.  See grammars/README.md.
[
  (function_definition)
  (braced_expression)
  (if_statement)
  (for_statement)
  (while_statement)
  (repeat_statement)
  (arguments)
  (parameters)
  (call)
] @fold
(comment) @fold.comment
