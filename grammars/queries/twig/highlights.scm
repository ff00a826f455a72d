; Twig.  The grammar knows its marks and tags; much between them it only passes over.
(html_tag_name) @tag
(erroneous_end_tag_name) @tag
(html_attribute_name) @tag.attribute
[(html_attribute_value) (html_quoted_attribute_value)] @string
(html_entity) @string.escape
(html_doctype) @keyword.directive
["<" ">" "</" "/>" "<!"] @punctuation.bracket
"=" @operator
["{%" "%}" "{{" "}}"] @punctuation.special
(variable) @variable
(function_identifier) @function.call
((function_identifier) @keyword.control
  (#any-of? @keyword.control
    "apply" "autoescape" "block" "cache" "deprecated" "do" "else" "elseif" "embed" "endapply"
    "endautoescape" "endblock" "endcache" "endembed" "endfor" "endif" "endmacro" "endraw"
    "endsandbox" "endset" "endverbatim" "endwith" "extends" "flush" "for" "from" "if" "import"
    "include" "macro" "raw" "sandbox" "set" "use" "verbatim" "with"))
[(tag) (conditional) "if" "endif" "block" "endblock"] @keyword.control
(ERROR "\"" @string)
(twig_comment) @comment
