; Java.  See grammars/README.md.
[
  (class_declaration)
  (interface_declaration)
  (enum_declaration)
  (record_declaration)
  (annotation_type_declaration)
  (method_declaration)
  (constructor_declaration)
  (static_initializer)
  (lambda_expression)
  (array_initializer)
  (element_value_array_initializer)
  (argument_list)
  (formal_parameters)
  (switch_block)
  (switch_block_statement_group)
  (switch_rule)
  (string_literal)
] @fold
((class_body) @fold (#not-has-parent? @fold class_declaration))
((block) @fold (#not-has-parent? @fold method_declaration))
[(line_comment) (block_comment)] @fold.comment
(import_declaration) @fold.imports
