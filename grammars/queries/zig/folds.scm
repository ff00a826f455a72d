; Zig.  See grammars/README.md.
[
  (block)
  (struct_declaration)
  (enum_declaration)
  (union_declaration)
  (function_declaration)
  (test_declaration)
  (switch_expression)
  (if_statement)
  (for_statement)
  (while_statement)
  (initializer_list)
  (arguments)
  (parameters)
] @fold
(comment) @fold.comment
