; SQL.  See grammars/README.md.
[
  (statement)
  (create_table)
  (column_definitions)
  (subquery)
  (case)
  (cte)
  (list)
] @fold
(comment) @fold.comment
(marginalia) @fold.comment
