; C#.  See grammars/README.md.
[
  (block)
  (declaration_list)
  (enum_member_declaration_list)
  (accessor_list)
  (switch_body)
  (parameter_list)
  (argument_list)
  (initializer_expression)
  (if_statement)
  (for_statement)
  (foreach_statement)
  (while_statement)
  (do_statement)
  (try_statement)
  (catch_clause)
  (finally_clause)
  (switch_section)
  (using_statement)
  (lock_statement)
  (method_declaration)
  (class_declaration)
  (namespace_declaration)
  (preproc_if)
  (preproc_region)
] @fold
(comment) @fold.comment
(using_directive) @fold.imports
