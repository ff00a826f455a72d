; SCSS.  See grammars/README.md.
[
  (block)
  (parenthesized_value)
  (parameters)
  (arguments)
] @fold
(comment) @fold.comment
(js_comment) @fold.comment
[
  (import_statement)
  (use_statement)
  (forward_statement)
] @fold.imports
