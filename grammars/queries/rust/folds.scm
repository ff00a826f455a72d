; Rust.  See grammars/README.md.
[
  (function_item)
  (mod_item)
  (impl_item)
  (trait_item)
  (struct_item)
  (enum_item)
  (union_item)
  (foreign_mod_item)
  (field_initializer_list)
  (match_block)
  (match_arm)
  (macro_definition)
  (token_tree)
  (use_list)
  (array_expression)
  (tuple_expression)
  (arguments)
  (parameters)
  (closure_expression)
  (string_literal)
  (raw_string_literal)
] @fold
((block) @fold (#not-has-parent? @fold function_item))
[(line_comment) (block_comment)] @fold.comment
(use_declaration) @fold.imports
(extern_crate_declaration) @fold.imports
