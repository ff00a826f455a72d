; SCSS.  Of several patterns for one node the last one shows.

; Selectors
[(tag_name) (universal_selector)] @tag
(nesting_selector) @tag
[(class_name) (id_name)] @type
[(placeholder)] @type
(pseudo_class_selector (class_name) @attribute)
(pseudo_element_selector (tag_name) @attribute)
(attribute_name) @tag.attribute

; Names
[(property_name) (feature_name)] @property
(variable) @variable
(namespace_name) @module
(keyframes_name) @variable
(parameter (variable) @variable.parameter)
(argument name: (_) @variable.parameter)
(function_name) @function.call
(mixin_statement name: (identifier) @function)
(function_statement name: (identifier) @function)
(include_statement (identifier) @function.call)

; Values
(plain_value) @constant
[(integer_value) (float_value)] @number
(unit) @keyword
(color_value) @constant
(string_value) @string
(keyword_query) @constant
["from" (to)] @constant
(important) @keyword.control
((plain_value) @constant.builtin (#any-of? @constant.builtin "true" "false" "null"))

; Words
[
  "@at-root" "@charset" "@debug" "@each" "@else" "@error" "@extend" "@for" "@forward" "@function"
  "@if" "@import" "@include" "@keyframes" "@media" "@mixin" "@namespace" "@return" "@supports"
  "@use" "@warn" "@while"
] @keyword.control
(at_keyword) @keyword.control
(each_statement "in" @keyword.control)
(for_statement ["from" "through"] @keyword.control)
["and" "or" "not" "only" "if" "selector"] @keyword.operator

; Marks
["+" "-" "*" "/" "%" "=" "==" "!=" "<" "<=" ">" ">=" "~" "^=" "|=" "$=" "*=" "~="] @operator
(interpolation ["#{" "}"] @punctuation.special)
["," ":" "::" ";" "."] @punctuation.delimiter
["(" ")" "[" "]" "{" "}"] @punctuation.bracket

[(comment) (js_comment)] @comment
