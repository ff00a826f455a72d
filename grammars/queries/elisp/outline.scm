; Emacs Lisp.  See grammars/README.md.
(function_definition name: (_) @name) @definition.function
(macro_definition name: (_) @name) @definition.macro
(special_form ["defvar" "defconst"] . (symbol) @name) @definition.variable
((list . (symbol) @_word . (symbol) @name) @definition.function
  (#any-of? @_word "cl-defun" "cl-defmethod" "cl-defgeneric" "define-minor-mode"
    "define-derived-mode"))
((list . (symbol) @_word . (symbol) @name) @definition.variable
  (#any-of? @_word "defcustom" "defvar-local" "defface" "defgroup"))
