; Haskell.  Of several patterns for one node the last one shows.  No pattern speaks of neighbours:
; in a long module that takes a query half a second.

; Names
(variable) @variable
(name) @type
(type/variable) @type
(constructor) @constructor
((constructor) @boolean (#any-of? @boolean "True" "False"))
((variable) @boolean (#eq? @boolean "otherwise"))
(module (module_id) @module)
(field_name (variable) @property)
((name) @type.builtin
  (#any-of? @type.builtin
    "Bool" "Char" "Double" "Either" "Float" "IO" "Int" "Integer" "Maybe" "String" "Word"))

; Functions
(decl/signature name: (variable) @function)
(decl/function name: (variable) @function)
(decl/bind name: (variable) @function)
(apply . (expression/variable) @function.call)
(apply . (expression/qualified (variable) @function.call))
(patterns (pattern/variable) @variable.parameter)
(infix_id (variable) @operator)
((variable) @function.builtin (#any-of? @function.builtin "error" "undefined"))

; Values
[(integer) (float)] @number
[(char) (string)] @string
(unit) @constant.builtin
(quasiquote_body) @string
(quoter) @function.macro

; Words
[
  "where" "let" "in" "class" "instance" "pattern" "data" "newtype" "family" "type" "deriving"
  "via" "stock" "anyclass" "infix" "infixl" "infixr" "forall"
] @keyword
[
  "if" "then" "else" "case" "of" "do" "mdo" "rec" "import" "qualified" "module" "as" "hiding"
] @keyword.control
(pragma) @keyword.directive

; Marks
[(operator) (constructor_operator) (all_names) (wildcard)] @operator
[".." "=" "|" "::" "=>" "->" "<-" "\\" "`" "@"] @operator
["," ";" "."] @punctuation.delimiter
["(" ")" "{" "}" "[" "]"] @punctuation.bracket
(comment) @comment
(haddock) @comment.documentation
