; Makefiles.  Of several patterns for one node the last one shows.

; Names
(targets (word) @function)
(prerequisites (word) @string)
((targets (word) @keyword)
  (#any-of? @keyword
    ".DEFAULT" ".DELETE_ON_ERROR" ".EXPORT_ALL_VARIABLES" ".IGNORE" ".INTERMEDIATE"
    ".NOTPARALLEL" ".ONESHELL" ".PHONY" ".POSIX" ".PRECIOUS" ".SECONDARY" ".SECONDEXPANSION"
    ".SILENT" ".SUFFIXES"))
(variable_assignment name: (word) @variable)
(define_directive name: (word) @function.macro)
(variable_reference (word) @variable)
(automatic_variable) @variable.builtin
(include_directive filenames: (list (word) @string))

; Functions and words
[
  "abspath" "addprefix" "addsuffix" "and" "basename" "call" "dir" "error" "eval" "file" "filter"
  "filter-out" "findstring" "firstword" "foreach" "if" "info" "join" "lastword" "notdir" "or"
  "patsubst" "realpath" "shell" "sort" "strip" "subst" "suffix" "value" "warning" "wildcard"
  "word" "wordlist" "words"
] @function.builtin
["ifeq" "ifneq" "ifdef" "ifndef" "else" "endif"] @keyword.control
["include" "sinclude" "-include"] @keyword.control
["define" "endef" "vpath" "undefine" "export" "unexport" "override" "private"] @keyword

; Values
(string) @string

; Marks
["=" ":=" "::=" "?=" "+=" "!="] @operator
[":" "&:" "::" "|" ";" ","] @punctuation.delimiter
["$" "$$"] @punctuation.special
(recipe_line ["@" "-" "+"] @punctuation.special)
["(" ")" "{" "}"] @punctuation.bracket
(comment) @comment
