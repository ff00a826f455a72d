; Elixir.  See grammars/README.md.
((call target: (identifier) @_word (arguments (alias) @name)) @definition.module
  (#any-of? @_word "defmodule" "defprotocol" "defimpl"))
((call target: (identifier) @_word (arguments (call target: (identifier) @name))) @definition.function
  (#any-of? @_word "def" "defp" "defdelegate" "defguard" "defguardp"))
((call target: (identifier) @_word (arguments (identifier) @name)) @definition.function
  (#any-of? @_word "def" "defp"))
((call target: (identifier) @_word
  (arguments (binary_operator left: (call target: (identifier) @name)))) @definition.function
  (#any-of? @_word "def" "defp" "defguard" "defguardp"))
((call target: (identifier) @_word (arguments (call target: (identifier) @name))) @definition.macro
  (#any-of? @_word "defmacro" "defmacrop"))
