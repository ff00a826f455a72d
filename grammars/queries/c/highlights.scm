; inherits: c/both
"::" @punctuation.delimiter
["[[" "]]"] @punctuation.bracket
