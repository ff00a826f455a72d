; Svelte.  Of several patterns for one node the last one shows.
(tag_name) @tag
((tag_name) @type (#match? @type "^[A-Z]|[.]"))
(erroneous_end_tag_name) @tag
(attribute_name) @tag.attribute
[(attribute_value) (quoted_attribute_value)] @string
(attribute (expression) @none)
(attribute_value (expression) @none)
(entity) @string.escape
(doctype) @keyword.directive
(comment) @comment
["<" ">" "</" "/>" "<!"] @punctuation.bracket
"=" @operator
["{" "}" "#" ":" "/" "@"] @punctuation.special
["if" "else" "else if" "each" "as" "await" "then" "catch" "key" "html" "debug" "const" "snippet"
 "render"] @keyword.control
(snippet_name) @function
