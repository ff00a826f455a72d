; inherits: lua/both
(parameters (identifier) @variable.parameter)
(escape_sequence) @string.escape
(attribute (identifier) @attribute)
(attribute ["<" ">"] @punctuation.bracket)
(binary_expression ["<" ">" "&" "|" "~" "<<" ">>"] @operator)
(unary_expression "~" @operator)
["goto"] @keyword.control
(goto_statement (identifier) @label)
(label_statement (identifier) @label)
