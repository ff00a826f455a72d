; What Lua and Luau share.  Of several patterns for one node the last one shows.
(identifier) @variable
((identifier) @constant (#match? @constant "^[A-Z][A-Z0-9_]+$"))
((identifier) @variable.builtin (#any-of? @variable.builtin "self" "_G" "_ENV" "_VERSION"))
((identifier) @module
  (#any-of? @module "bit32" "coroutine" "debug" "io" "math" "os" "package" "string" "table" "utf8"))
(dot_index_expression field: (identifier) @property)
(field name: (identifier) @property)

; Functions
(function_declaration name: (identifier) @function)
(function_declaration name: (dot_index_expression field: (identifier) @function))
(function_declaration name: (method_index_expression method: (identifier) @function.method))
(assignment_statement
  (variable_list . name: (identifier) @function)
  (expression_list . value: (function_definition)))
(assignment_statement
  (variable_list . name: (dot_index_expression field: (identifier) @function))
  (expression_list . value: (function_definition)))
(field name: (identifier) @function value: (function_definition))
(function_call name: (identifier) @function.call)
(function_call name: (dot_index_expression field: (identifier) @function.call))
(function_call name: (method_index_expression method: (identifier) @function.method))
((function_call name: (identifier) @function.builtin)
  (#any-of? @function.builtin
    "assert" "collectgarbage" "dofile" "error" "getmetatable" "ipairs" "load" "loadfile" "next"
    "pairs" "pcall" "print" "rawequal" "rawget" "rawlen" "rawset" "require" "select"
    "setmetatable" "tonumber" "tostring" "type" "typeof" "unpack" "xpcall"))

; Values
(number) @number
(string) @string
[(true) (false)] @boolean
[(nil) (vararg_expression)] @constant.builtin

; Words
["function" "local" "and" "not" "or"] @keyword
[
  "do" "else" "elseif" "end" "for" "if" "in" "repeat" "return" "then" "until" "while"
] @keyword.control
(break_statement) @keyword.control
(function_declaration "end" @keyword)
(function_definition "end" @keyword)

; Marks
[
  "+" "-" "*" "/" "%" "^" "#" "==" "~=" "<=" ">=" "=" ".." "//"
] @operator
["," ";" ":" "." "::"] @punctuation.delimiter
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
(comment) @comment
((comment) @comment.documentation (#match? @comment.documentation "^---"))
(hash_bang_line) @comment
