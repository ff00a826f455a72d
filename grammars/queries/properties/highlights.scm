; Properties, and what is near enough: INI, .env.
[(key) (index)] @property
(value) @string
(escape) @string.escape
(substitution (key) @variable)
(substitution ["${" "}" ":"] @punctuation.special)
(substitution (secret) @variable)
["=" ":"] @operator
["[" "]" "."] @punctuation.delimiter
(comment) @comment

; INI: sections, values with a meaning, remarks behind ";".
(property (key . "[" (index) @type))
((value) @number (#match? @number "^[-+]?[0-9]+([.][0-9]+)?$"))
((value) @boolean (#match? @boolean "^(?i:true|false|yes|no|on|off)$"))
((property (key) @comment) (#match? @comment "^;"))
((property (key) @_key (value) @comment) (#match? @_key "^;"))
