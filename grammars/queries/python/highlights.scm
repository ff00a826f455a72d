; Python.  Of several patterns for one node the last one shows.

; Names
(identifier) @variable
((identifier) @type (#match? @type "^[A-Z].*[a-z]"))
((identifier) @constant (#match? @constant "^_*[A-Z][A-Z0-9_]+$"))
(attribute attribute: (identifier) @property)
((attribute attribute: (identifier) @constant) (#match? @constant "^[A-Z][A-Z0-9_]+$"))
(keyword_argument name: (identifier) @variable.parameter)
(import_statement name: (dotted_name (identifier) @module))
(import_statement name: (aliased_import name: (dotted_name (identifier) @module)))
(import_statement name: (aliased_import alias: (identifier) @module))
(import_from_statement module_name: (dotted_name (identifier) @module))
(import_from_statement module_name: (relative_import (dotted_name (identifier) @module)))

(parameters (identifier) @variable.parameter)
(lambda_parameters (identifier) @variable.parameter)
(default_parameter name: (identifier) @variable.parameter)
(typed_parameter (identifier) @variable.parameter)
(typed_default_parameter name: (identifier) @variable.parameter)
(parameters (list_splat_pattern (identifier) @variable.parameter))
(parameters (dictionary_splat_pattern (identifier) @variable.parameter))
(typed_parameter (list_splat_pattern (identifier) @variable.parameter))
(typed_parameter (dictionary_splat_pattern (identifier) @variable.parameter))
((identifier) @variable.builtin (#any-of? @variable.builtin "self" "cls"))

; Types
(class_definition name: (identifier) @type)
(class_definition superclasses: (argument_list (identifier) @type))
(type (identifier) @type)
(type (subscript (identifier) @type))
(type (attribute attribute: (identifier) @type))
(generic_type (identifier) @type)
(type_alias_statement left: (type (identifier) @type))
((identifier) @type.builtin
  (#any-of? @type.builtin
    "bool" "bytearray" "bytes" "complex" "dict" "float" "frozenset" "int" "list" "memoryview"
    "object" "set" "str" "tuple" "type"
    "ArithmeticError" "AssertionError" "AttributeError" "BaseException" "BlockingIOError"
    "BrokenPipeError" "ChildProcessError" "ConnectionError" "EOFError" "Exception"
    "FileExistsError" "FileNotFoundError" "FloatingPointError" "GeneratorExit" "IOError"
    "ImportError" "IndentationError" "IndexError" "InterruptedError" "IsADirectoryError"
    "KeyError" "KeyboardInterrupt" "LookupError" "MemoryError" "ModuleNotFoundError" "NameError"
    "NotADirectoryError" "NotImplementedError" "OSError" "OverflowError" "PermissionError"
    "ProcessLookupError" "RecursionError" "ReferenceError" "RuntimeError" "StopAsyncIteration"
    "StopIteration" "SyntaxError" "SystemError" "SystemExit" "TabError" "TimeoutError" "TypeError"
    "UnboundLocalError" "UnicodeDecodeError" "UnicodeEncodeError" "UnicodeError" "ValueError"
    "Warning" "ZeroDivisionError"))

; Functions
(call function: (identifier) @function.call)
((call function: (identifier) @constructor) (#match? @constructor "^_*[A-Z].*[a-z]"))
(call function: (attribute attribute: (identifier) @function.method))
((call function: (attribute attribute: (identifier) @constructor))
  (#match? @constructor "^[A-Z].*[a-z]"))
((call function: (identifier) @function.builtin)
  (#any-of? @function.builtin
    "__import__" "abs" "aiter" "all" "anext" "any" "ascii" "bin" "breakpoint" "callable" "chr"
    "classmethod" "compile" "delattr" "dir" "divmod" "enumerate" "eval" "exec" "exit" "filter"
    "format" "getattr" "globals" "hasattr" "hash" "help" "hex" "id" "input" "isinstance"
    "issubclass" "iter" "len" "locals" "map" "max" "min" "next" "oct" "open" "ord" "pow" "print"
    "property" "quit" "range" "repr" "reversed" "round" "setattr" "slice" "sorted" "staticmethod"
    "sum" "super" "vars" "zip"))
((call function: (identifier) @type.builtin)
  (#any-of? @type.builtin
    "bool" "bytearray" "bytes" "complex" "dict" "float" "frozenset" "int" "list" "memoryview"
    "object" "set" "str" "tuple" "type"))
(function_definition name: (identifier) @function)
(decorator "@" @function)
(decorator (identifier) @function)
(decorator (attribute attribute: (identifier) @function))
(decorator (call function: (identifier) @function))
(decorator (call function: (attribute attribute: (identifier) @function)))

; Values
[(integer) (float)] @number
[(true) (false)] @boolean
[(none) (ellipsis)] @constant.builtin
((identifier) @constant.builtin (#any-of? @constant.builtin "NotImplemented" "__debug__"))
((identifier) @variable.builtin
  (#any-of? @variable.builtin "__name__" "__file__" "__doc__" "__all__" "__path__" "__class__"))
(string) @string
[(escape_sequence) (escape_interpolation)] @string.escape
[(interpolation) (format_expression)] @none
(format_specifier) @string
(type_conversion) @punctuation.special

; Words
["and" "in" "is" "not" "or" "is not" "not in" "class" "def" "del" "global" "lambda" "nonlocal"
 "type" "exec" "print"] @keyword
[
  "as" "assert" "async" "await" "break" "case" "continue" "elif" "else" "except" "finally" "for"
  "from" "if" "import" "match" "pass" "raise" "return" "try" "while" "with" "yield"
] @keyword.control
(for_statement "in" @keyword.control)
(for_in_clause "in" @keyword.control)
"__future__" @module

; Marks
[
  "-" "-=" "!=" "*" "**" "**=" "*=" "/" "//" "//=" "/=" "&" "&=" "%" "%=" "^" "^=" "+" "->" "+="
  "<" "<<" "<<=" "<=" "<>" "=" ":=" "==" ">" ">=" ">>" ">>=" "|" "|=" "~" "@="
] @operator
(binary_operator "@" @operator)
["," "." ":" ";"] @punctuation.delimiter
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
(interpolation ["{" "}"] @punctuation.special)
(format_expression ["{" "}"] @punctuation.special)

(comment) @comment
(module . (comment)* . (expression_statement . (string) @comment.documentation))
(block . (comment)* . (expression_statement . (string) @comment.documentation))
