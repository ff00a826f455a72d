; inherits: sql/base sql/package-highlights
((literal) @number (#match? @number "^[-+]?[0-9]"))
[(keyword_case) (keyword_when) (keyword_then) (keyword_else)] @keyword
[(keyword_not) (keyword_and) (keyword_or) (keyword_in) (keyword_on) (keyword_by) (keyword_default)
 (keyword_desc) (keyword_asc) (keyword_check) (keyword_cascade)] @keyword
[(keyword_null)] @constant.builtin
(field name: (identifier) @property)
(column_definition name: (identifier) @property)
