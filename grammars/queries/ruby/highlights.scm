; inherits: ruby/package-highlights
; Which words steer, which names are whose.
[
  "begin" "break" "case" "do" "else" "elsif" "end" "ensure" "for" "if" "in" "next" "redo"
  "rescue" "retry" "return" "then" "unless" "until" "when" "while" "yield"
] @keyword.control
(identifier) @variable
((identifier) @keyword (#any-of? @keyword "private" "protected" "public" "module_function"))
(constant) @type
((constant) @constant (#match? @constant "^[A-Z][A-Z0-9_]+$"))
(call method: [(identifier) (constant)] @function.call)
(call receiver: (_) method: (identifier) @function.method)
((call !receiver method: (identifier) @keyword)
  (#any-of? @keyword
    "attr_accessor" "attr_reader" "attr_writer" "extend" "include" "prepend" "private"
    "protected" "public"))
((call !receiver method: (identifier) @keyword.control)
  (#any-of? @keyword.control "catch" "fail" "loop" "raise" "require" "require_relative" "throw"))
((call !receiver method: (identifier) @function.builtin)
  (#any-of? @function.builtin
    "binding" "exit" "format" "gets" "lambda" "p" "pp" "print" "printf" "proc" "puts" "rand"
    "sleep" "sprintf" "system"))
(method name: [(identifier) (constant)] @function)
(singleton_method name: [(identifier) (constant)] @function)
((method name: (identifier) @constructor) (#eq? @constructor "initialize"))
(alias (identifier) @function)
(setter (identifier) @function)
(method_parameters (identifier) @variable.parameter)
(block_parameters (identifier) @variable.parameter)
(lambda_parameters (identifier) @variable.parameter)
(block_parameter (identifier) @variable.parameter)
(splat_parameter (identifier) @variable.parameter)
(hash_splat_parameter (identifier) @variable.parameter)
(destructured_parameter (identifier) @variable.parameter)
(keyword_parameter name: (identifier) @variable.parameter)
(optional_parameter name: (identifier) @variable.parameter)
(exception_variable (identifier) @variable)
[(instance_variable) (class_variable) (global_variable)] @variable
(simple_symbol) @constant
[(hash_key_symbol)] @property
[(true) (false)] @boolean
(regex) @string.regexp
(interpolation) @none
[
  "!" "!=" "!~" "%" "&" "&&" "&&=" "&." "*" "**" "+" "+=" "-" "-=" "/" "<" "<<" "<=" "<=>" "=="
  "===" "=~" ">" ">=" ">>" "?" "^" "|" "||" "||=" "~" ".." "..."
] @operator
(block_parameters "|" @punctuation.bracket)
":" @punctuation.delimiter
(scope_resolution "::" @punctuation.delimiter)
