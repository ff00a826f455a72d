; Go.  See grammars/README.md.
[
  (function_declaration)
  (method_declaration)
  (func_literal)
  (const_declaration)
  (var_declaration)
  (type_declaration)
  (field_declaration_list)
  (interface_type)
  (literal_value)
  (argument_list)
  (parameter_list)
  (expression_switch_statement)
  (type_switch_statement)
  (select_statement)
  (expression_case)
  (type_case)
  (communication_case)
  (default_case)
  (raw_string_literal)
] @fold
((block) @fold
  (#not-has-parent? @fold function_declaration method_declaration func_literal))
(comment) @fold.comment
(import_declaration) @fold.imports
