; JavaScript.  See grammars/README.md.
[
  (function_declaration)
  (function_expression)
  (generator_function_declaration)
  (arrow_function)
  (method_definition)
  (class_declaration)
  (class)
  (class_static_block)
  (object)
  (array)
  (object_pattern)
  (arguments)
  (formal_parameters)
  (switch_statement)
  (switch_case)
  (switch_default)
  (template_string)
  (export_clause)
  (parenthesized_expression)
] @fold
((statement_block) @fold
  (#not-has-parent? @fold function_declaration function_expression arrow_function
    method_definition generator_function_declaration))
(jsx_element close_tag: (_) @close) @fold
(jsx_self_closing_element) @fold
(comment) @fold.comment
(import_statement) @fold.imports
