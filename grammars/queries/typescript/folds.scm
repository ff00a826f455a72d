; TypeScript.  See grammars/README.md.
[
  (function_declaration)
  (function_expression)
  (generator_function_declaration)
  (arrow_function)
  (method_definition)
  (class_declaration)
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
(comment) @fold.comment
(import_statement) @fold.imports
[
  (class)
  (abstract_class_declaration)
  (interface_declaration)
  (enum_declaration)
  (object_type)
  (union_type)
  (type_parameters)
  (internal_module)
  (module)
] @fold
