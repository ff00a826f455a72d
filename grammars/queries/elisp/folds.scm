; Emacs Lisp.  See grammars/README.md.
[
  (function_definition)
  (macro_definition)
  (list)
  (special_form)
  (vector)
] @fold
(comment) @fold.comment
