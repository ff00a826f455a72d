; JSON, with comments.

(string) @string
(pair key: (string) @property)
(escape_sequence) @string.escape
(number) @number
[(true) (false)] @boolean
(null) @constant.builtin
["," ":"] @punctuation.delimiter
["[" "]" "{" "}"] @punctuation.bracket
(comment) @comment
