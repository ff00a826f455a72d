; Shell.  See grammars/README.md.
[
  (function_definition)
  (if_statement)
  (elif_clause)
  (else_clause)
  (case_statement)
  (case_item)
  (subshell)
  (array)
  (heredoc_redirect)
  (test_command)
  (string)
  (raw_string)
] @fold
(for_statement body: (do_group "done" @close)) @fold
(while_statement body: (do_group "done" @close)) @fold
(c_style_for_statement body: (do_group "done" @close)) @fold
((compound_statement) @fold (#not-has-parent? @fold function_definition))
(comment) @fold.comment
