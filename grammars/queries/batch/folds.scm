; Batch.  See grammars/README.md.
[
  (if_stmt)
  (for_stmt)
  (parenthesized)
] @fold
(comment) @fold.comment
