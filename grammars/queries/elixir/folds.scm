; Elixir.  See grammars/README.md.
[
  (do_block)
  (anonymous_function)
  (list)
  (map)
  (tuple)
  (arguments)
  (string)
] @fold
(comment) @fold.comment
