; inherits: haskell/package-highlights
; Names by what they are for.
(variable) @variable
(name) @type
(type/variable) @type
(constructor) @constructor
((constructor) @boolean (#any-of? @boolean "True" "False"))
((variable) @boolean (#eq? @boolean "otherwise"))
(decl/signature name: (variable) @function)
(decl/function name: (variable) @function)
(decl/bind name: (variable) @function)
(export (variable) @variable)
(import_name (variable) @variable)
(field_name (variable) @property)
(apply . (expression/variable) @function.call)
(apply . (expression/qualified (variable) @function.call))
(patterns (pattern/variable) @variable.parameter)
(infix_id (variable) @operator)
["module" "import" "qualified" "if" "then" "else" "case" "of" "do" "as" "hiding"] @keyword.control
(comment) @comment
(haddock) @comment.documentation
