; Groovy.  See grammars/README.md.
[
  (block)
  (closure)
  (class_body)
  (interface_body)
  (enum_body)
  (switch_block)
  (array_literal)
  (map_literal)
  (argument_list)
  (if_statement)
] @fold
(line_comment) @fold.comment
(block_comment) @fold.comment
(import_declaration) @fold.imports
