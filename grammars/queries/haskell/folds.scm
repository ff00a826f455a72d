; Haskell.  See grammars/README.md.
[
  (function)
  (bind)
  (data_type)
  (newtype)
  (class)
  (instance)
  (do)
  (case)
  (list)
  (record)
  (exports)
] @fold
(comment) @fold.comment
(haddock) @fold.comment
(imports) @fold.imports
