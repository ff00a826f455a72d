; What JavaScript and TypeScript share.  Of several patterns for one node the last one shows.

; Names
(identifier) @variable
(property_identifier) @property
(private_property_identifier) @property
(shorthand_property_identifier) @variable
(shorthand_property_identifier_pattern) @variable
(statement_identifier) @label
((identifier) @type (#match? @type "^[A-Z].*[a-z]"))
([(identifier) (shorthand_property_identifier) (shorthand_property_identifier_pattern)] @constant
  (#match? @constant "^_*[A-Z][A-Z0-9_]+$"))
((property_identifier) @constant (#match? @constant "^[A-Z][A-Z0-9_]+$"))
((identifier) @variable.builtin
  (#any-of? @variable.builtin
    "arguments" "console" "document" "exports" "global" "globalThis" "module" "process" "window"))
[(this) (super)] @variable.builtin

(rest_pattern (identifier) @variable.parameter)
(arrow_function parameter: (identifier) @variable.parameter)
(catch_clause parameter: (identifier) @variable.parameter)

; Functions
(call_expression function: (identifier) @function.call)
(call_expression function: (member_expression property: (property_identifier) @function.method))
(call_expression
  function: (member_expression property: (private_property_identifier) @function.method))
((call_expression function: (identifier) @function.builtin)
  (#any-of? @function.builtin "require" "parseInt" "parseFloat" "isNaN" "isFinite" "fetch"
    "setTimeout" "setInterval" "clearTimeout" "clearInterval" "queueMicrotask" "structuredClone"
    "encodeURIComponent" "decodeURIComponent" "encodeURI" "decodeURI"))
(new_expression constructor: (identifier) @constructor)
(new_expression constructor: (member_expression property: (property_identifier) @constructor))
(function_declaration name: (identifier) @function)
(function_expression name: (identifier) @function)
(generator_function name: (identifier) @function)
(generator_function_declaration name: (identifier) @function)
(method_definition name: (property_identifier) @function.method)
(method_definition name: (private_property_identifier) @function.method)
((method_definition name: (property_identifier) @constructor) (#eq? @constructor "constructor"))
(pair
  key: (property_identifier) @function.method
  value: [(function_expression) (arrow_function)])
(variable_declarator
  name: (identifier) @function
  value: [(function_expression) (arrow_function)])
(assignment_expression
  left: [
    (identifier) @function
    (member_expression property: (property_identifier) @function.method)
  ]
  right: [(function_expression) (arrow_function)])
(decorator "@" @attribute)
(decorator (identifier) @attribute)
(decorator (call_expression function: (identifier) @attribute))

; Values
(number) @number
[(true) (false)] @boolean
[(null) (undefined)] @constant.builtin
((identifier) @constant.builtin (#any-of? @constant.builtin "NaN" "Infinity"))
[(string) (template_string)] @string
(escape_sequence) @string.escape
(template_substitution) @none
(template_substitution ["${" "}"] @punctuation.special)
[(regex) (regex_pattern)] @string.regexp
(regex_flags) @keyword
(pair key: (string) @property)

; Words
[
  "class" "const" "debugger" "delete" "extends" "function" "get" "in" "instanceof" "let" "new"
  "of" "set" "static" "target" "typeof" "var" "void"
] @keyword
[
  "as" "async" "await" "break" "case" "catch" "continue" "default" "do" "else" "export" "finally"
  "for" "from" "if" "import" "return" "switch" "throw" "try" "while" "with" "yield"
] @keyword.control
(for_in_statement operator: ["of" "in"] @keyword.control)
(arrow_function "async" @keyword)
(function_declaration "async" @keyword)
(function_expression "async" @keyword)
(method_definition "async" @keyword)
"=>" @keyword

; Marks
[
  "-" "--" "-=" "+" "++" "+=" "*" "*=" "**" "**=" "/" "/=" "%" "%=" "<" "<=" "<<" "<<=" "=" "=="
  "===" "!" "!=" "!==" ">" ">=" ">>" ">>=" ">>>" ">>>=" "~" "^" "&" "|" "^=" "&=" "|=" "&&" "||"
  "??" "&&=" "||=" "??=" "..."
] @operator
(regex "/" @string.regexp)
(ternary_expression ["?" ":"] @operator)
[";" "," "." ":" (optional_chain)] @punctuation.delimiter
(ternary_expression ":" @operator)
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
(template_substitution ["${" "}"] @punctuation.special)

(comment) @comment
((comment) @comment.documentation (#match? @comment.documentation "^/\\*\\*[^*/]"))
(hash_bang_line) @comment
