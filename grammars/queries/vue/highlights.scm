; Vue, by the grammar of Svelte: what stands in {{ and }} is an expression in braces to it.
(tag_name) @tag
((tag_name) @type (#match? @type "^[A-Z]"))
(erroneous_end_tag_name) @tag
(attribute_name) @tag.attribute
((attribute_name) @keyword.control (#match? @keyword.control "^v-(if|else|else-if|for)$"))
((attribute_name) @function.macro (#match? @function.macro "^(@|:|#|v-(bind|on|slot|model|show|html|text|once|memo|pre|cloak))"))
[(attribute_value) (quoted_attribute_value)] @string
(expression) @none
(entity) @string.escape
(doctype) @keyword.directive
(comment) @comment
["<" ">" "</" "/>" "<!"] @punctuation.bracket
"=" @operator
["{" "}"] @punctuation.special
