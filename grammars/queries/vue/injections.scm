; inherits: svelte/injections
; The values of directives are expressions.
((attribute
  (attribute_name) @_name
  (quoted_attribute_value (attribute_value) @injection.content))
  (#match? @_name "^([:@#]|v-)")
  (#set! injection.language "typescript")
  (#set! injection.include-children))
