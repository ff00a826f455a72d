; inherits: lua/both
(type/identifier) @type
(type_definition name: (identifier) @type)
(builtin_type) @type.builtin
(object_type (identifier) @property)
(parameter . (identifier) @variable.parameter)
["type" "export"] @keyword
(continue_statement) @keyword.control
["<" ">" "?" "|" "&" "->" "+=" "-=" "*=" "/=" "%=" "^=" "..="] @operator
(interpolation ["{" "}"] @punctuation.special)
