; inherits: perl/package-highlights
(ERROR) @none
["if" "elsif" "unless" "else" "while" "until" "for" "foreach" "return" "last" "next" "redo"
 "goto" "do" "eval"] @keyword.control
["use" "no" "require"] @keyword.control
["package" "class" "role" "sub" "method"] @keyword
(pod) @comment.documentation
(package_statement (package) @module)
(use_statement (package) @module)
[(scalar) (array) (hash) (arraylen)] @variable
