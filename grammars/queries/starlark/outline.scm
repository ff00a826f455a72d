; Starlark.  See grammars/README.md.
(function_definition name: (_) @name) @definition.function
(module (expression_statement (assignment left: (identifier) @name)) @definition.variable)
((module (expression_statement (call
  arguments: (argument_list (keyword_argument name: (identifier) @_name value: (string) @name))))
  @definition.rule)
  (#eq? @_name "name"))
