; CSS.  Of several patterns for one node the last one shows.

(tag_name) @tag
[(nesting_selector) (universal_selector)] @tag
(class_name) @type
(id_name) @constant
(namespace_name) @module
[(property_name) (feature_name)] @property
(attribute_name) @tag.attribute
(pseudo_class_selector (class_name) @attribute)
(pseudo_element_selector (tag_name) @attribute)
((property_name) @variable (#match? @variable "^--"))
((plain_value) @variable (#match? @variable "^--"))
(plain_value) @constant.builtin
((plain_value) @variable (#match? @variable "^--"))
(function_name) @function.call
(keyframes_name) @function
(keyword_query) @constant.builtin

[(string_value) (attribute_selector (plain_value))] @string
(escape_sequence) @string.escape
(color_value) @number
[(integer_value) (float_value)] @number
(unit) @keyword

["@charset" "@import" "@keyframes" "@media" "@namespace" "@scope" "@supports" (at_keyword)]
  @keyword.control
["and" "not" "of" "only" "or" "selector" (to) (from)] @keyword.operator
[(important) (important_value)] @keyword

["~" ">" "+" "-" "*" "/" "=" "^=" "|=" "~=" "$=" "*="] @operator
["#" "," "." ":" "::" ";"] @punctuation.delimiter
(color_value "#" @number)
(class_selector "." @type)
(id_selector "#" @constant)
["(" ")" "[" "]" "{" "}"] @punctuation.bracket

[(comment) (js_comment)] @comment
