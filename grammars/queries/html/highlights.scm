; HTML.

(tag_name) @tag
(erroneous_end_tag_name) @tag
; Parts of a template may begin with the end of an element.
(ERROR "</" . (ERROR) @tag)
(attribute_name) @tag.attribute
[(attribute_value) (quoted_attribute_value)] @string
(entity) @string.escape
(doctype) @keyword.directive
(comment) @comment
"=" @operator
["<" ">" "</" "/>" "<!"] @punctuation.bracket
