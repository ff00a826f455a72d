; inherits: c/folds
; C++.  See grammars/README.md.
[
  (declaration_list)
  (template_parameter_list)
  (template_argument_list)
  (try_statement)
  (catch_clause)
  (lambda_expression)
  (requires_expression)
] @fold
(using_declaration) @fold.imports
