; inherits: elixir/package-highlights
; Which words steer.
["do" "end" "else" "after" "catch" "rescue" "fn"] @keyword.control
((call target: (identifier) @keyword.control)
  (#any-of? @keyword.control
    "case" "cond" "for" "if" "quote" "raise" "receive" "reraise" "throw" "try" "unless" "with"
    "alias" "import" "require" "use"))
(boolean) @boolean
(nil) @constant.builtin
[(atom) (quoted_atom)] @constant
(call target: (dot right: (identifier) @property))
(call target: (dot right: (identifier) @function.call) (arguments))
(char) @string
[(keyword) (quoted_keyword)] @property
