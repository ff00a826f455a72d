; TOML.  Of several patterns for one node the last one shows.
[(bare_key) (quoted_key)] @property
(table [(bare_key) (quoted_key)] @type)
(table (dotted_key [(bare_key) (quoted_key)] @type))
(table_array_element [(bare_key) (quoted_key)] @type)
(table_array_element (dotted_key [(bare_key) (quoted_key)] @type))
[(integer) (float)] @number
(boolean) @boolean
(string) @string
(escape_sequence) @string.escape
[(offset_date_time) (local_date_time) (local_date) (local_time)] @constant
"=" @operator
["." ","] @punctuation.delimiter
["[" "]" "[[" "]]" "{" "}"] @punctuation.bracket
(comment) @comment
