; R.  See grammars/README.md.
(program (binary_operator
  lhs: (identifier) @name
  operator: "<-") @definition.variable)
(binary_operator
  lhs: (identifier) @name
  operator: ["<-" "="]
  rhs: (function_definition)) @definition.function
