; inherits: regex/package-highlights
(pattern_character) @string.regexp
["(" ")" "(?" "(?:" "(?<" ">" "[" "]" "{" "}"] @keyword
(class_character) @string.regexp
(lazy) @operator
