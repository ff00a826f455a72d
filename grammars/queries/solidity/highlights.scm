; inherits: solidity/package-highlights
["for" "while" "do" "if" "else" "return" "continue" "break" "try" "catch" "import" "emit"]
 @keyword.control
["error" "function" "returns"] @keyword
["=" "+=" "-=" "*=" "/="] @operator
[";" "," "."] @punctuation.delimiter
(call_expression function: (expression (identifier) @function.call))
((comment) @comment.documentation (#match? @comment.documentation "^///|^/\\*\\*"))
