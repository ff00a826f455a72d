; Emacs Lisp.  Of several patterns for one node the last one shows.

; Names
(symbol) @variable
((symbol) @constant (#match? @constant "^[:&]"))
((symbol) @variable.builtin (#match? @variable.builtin "^\\*.*\\*$"))

; Functions
(list . (symbol) @function.call)
((list . (symbol) @keyword.control)
  (#any-of? @keyword.control
    "cl-loop" "cl-case" "cl-flet" "cl-labels" "cl-letf" "dolist" "dotimes" "error" "if-let"
    "if-let*" "ignore-errors" "pcase" "pcase-let" "pcase-let*" "require" "provide" "signal"
    "throw" "unless" "user-error" "when" "when-let" "when-let*" "while-let" "with-current-buffer"
    "with-demoted-errors" "with-eval-after-load" "with-temp-buffer"))
((list . (symbol) @keyword)
  (#any-of? @keyword
    "cl-defgeneric" "cl-defmethod" "cl-defstruct" "cl-defun" "cl-defmacro" "declare" "defalias"
    "defclass" "defcustom" "defface" "defgroup" "define-derived-mode" "define-minor-mode"
    "defvar-local" "eval-when-compile" "eval-and-compile" "setf" "use-package"))
((list . (symbol) @_word . (symbol) @function)
  (#any-of? @_word
    "cl-defgeneric" "cl-defmethod" "cl-defun" "cl-defmacro" "define-derived-mode"
    "define-minor-mode"))
(special_form ["let" "let*"] . (list (list . (symbol) @variable)))
(function_definition name: (symbol) @function)
(macro_definition name: (symbol) @function.macro)
(function_definition parameters: (list (symbol) @variable.parameter))
(macro_definition parameters: (list (symbol) @variable.parameter))
((function_definition parameters: (list (symbol) @keyword)) (#match? @keyword "^&"))
((macro_definition parameters: (list (symbol) @keyword)) (#match? @keyword "^&"))

; Values
[(integer) (float) (char)] @number
(string) @string
(function_definition docstring: (string) @comment.documentation)
(macro_definition docstring: (string) @comment.documentation)
["nil" "t"] @constant.builtin

; Words
[
  "and" "catch" "cond" "condition-case" "if" "or" "prog1" "prog2" "progn" "save-current-buffer"
  "save-excursion" "save-restriction" "unwind-protect" "while"
] @keyword.control
[
  "defconst" "defmacro" "defsubst" "defun" "defvar" "function" "interactive" "lambda" "let" "let*"
  "quote" "setq" "setq-default"
] @keyword

["`" "'" "#'" "," ",@"] @operator
["(" ")" "[" "]" "#["] @punctuation.bracket
(comment) @comment
