; CSS.  See grammars/README.md.
[
  (rule_set)
  (block)
  (arguments)
] @fold
(comment) @fold.comment
(import_statement) @fold.imports
