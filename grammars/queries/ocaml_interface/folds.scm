; OCaml interfaces.  See grammars/README.md.
[
  (signature)
  (type_definition)
  (module_type_definition)
] @fold
(comment) @fold.comment
(open_module) @fold.imports
