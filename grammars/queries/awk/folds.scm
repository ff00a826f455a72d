; Awk.  See grammars/README.md.
[
  (func_def)
  (rule)
  (if_statement)
  (for_statement)
  (for_in_statement)
  (while_statement)
  (do_while_statement)
  (switch_statement)
] @fold
(comment) @fold.comment
