; YAML.  Of several patterns for one node the last one shows.
[(double_quote_scalar) (single_quote_scalar) (block_scalar) (string_scalar)] @string
(escape_sequence) @string.escape
[(integer_scalar) (float_scalar)] @number
(timestamp_scalar) @constant
(boolean_scalar) @boolean
(null_scalar) @constant.builtin
[(anchor_name) (alias_name)] @label
(tag) @type
[(yaml_directive) (tag_directive) (reserved_directive)] @keyword.directive

; What stands before a colon
(block_mapping_pair key: (flow_node (plain_scalar (_) @property)))
(block_mapping_pair
  key: (flow_node [(double_quote_scalar) (single_quote_scalar)] @property))
(flow_pair key: (flow_node (plain_scalar (_) @property)))
(flow_pair key: (flow_node [(double_quote_scalar) (single_quote_scalar)] @property))
(flow_mapping (flow_node (plain_scalar (_) @property)))
((block_mapping_pair key: (flow_node (plain_scalar (_) @keyword.import)))
  (#eq? @keyword.import "<<"))

["," "-" ":" "?" ">" "|"] @punctuation.delimiter
["[" "]" "{" "}"] @punctuation.bracket
["*" "&" "---" "..."] @punctuation.special
(comment) @comment
