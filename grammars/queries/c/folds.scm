; C.  A fold begins at its node's first row; see grammars/README.md.
[
  (function_definition)
  (field_declaration_list)
  (enumerator_list)
  (initializer_list)
  (argument_list)
  (parameter_list)
  (preproc_if)
  (preproc_ifdef)
  (preproc_else)
  (preproc_elif)
  (preproc_function_def)
  (case_statement)
  (linkage_specification)
] @fold
((compound_statement) @fold (#not-has-parent? @fold function_definition))
(comment) @fold.comment
(preproc_include) @fold.imports
