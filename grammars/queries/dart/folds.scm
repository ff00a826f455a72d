; Dart.  See grammars/README.md.
[
  (block)
  (class_body)
  (enum_body)
  (extension_body)
  (switch_block)
  (arguments)
  (formal_parameter_list)
  (list_literal)
  (set_or_map_literal)
] @fold
(comment) @fold.comment
(documentation_comment) @fold.comment
(import_or_export) @fold.imports
