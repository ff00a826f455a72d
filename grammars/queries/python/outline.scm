; Python.  See grammars/README.md.
(class_definition name: (identifier) @name) @definition.class
(function_definition name: (identifier) @name) @definition.function
(class_definition body: (block
  (function_definition name: (identifier) @name) @definition.method))
(class_definition body: (block (decorated_definition
  (function_definition name: (identifier) @name) @definition.method)))
(module (expression_statement (assignment left: (identifier) @name)) @definition.variable)
(module (expression_statement (assignment left: (identifier) @name)) @definition.constant
  (#match? @name "^[A-Z][A-Z0-9_]*$"))
(class_definition body: (block
  (expression_statement (assignment left: (identifier) @name)) @definition.field))
