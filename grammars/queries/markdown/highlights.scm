; Markdown's blocks; what stands in a line is markdown_inline's.

(atx_heading (inline) @markup.heading)
(setext_heading (paragraph) @markup.heading)
[
  (atx_h1_marker) (atx_h2_marker) (atx_h3_marker) (atx_h4_marker) (atx_h5_marker) (atx_h6_marker)
  (setext_h1_underline) (setext_h2_underline)
] @markup.heading

[(indented_code_block) (code_fence_content)] @markup.raw
(fenced_code_block_delimiter) @punctuation.delimiter
(info_string) @label

[
  (list_marker_plus) (list_marker_minus) (list_marker_star) (list_marker_dot)
  (list_marker_parenthesis) (task_list_marker_checked) (task_list_marker_unchecked)
] @markup.list
[(block_quote_marker) (thematic_break)] @punctuation.special
(block_quote (block_continuation) @punctuation.special)
(block_quote (paragraph (block_continuation) @punctuation.special))
(block_quote (paragraph (inline (block_continuation) @punctuation.special)))

(pipe_table_header (pipe_table_cell) @markup.heading)
(pipe_table_header "|" @punctuation.delimiter)
(pipe_table_row "|" @punctuation.delimiter)
(pipe_table_delimiter_row "|" @punctuation.delimiter)
(pipe_table_delimiter_cell) @punctuation.delimiter

(link_label) @markup.link
(link_destination) @markup.link.url
(link_title) @string
[(backslash_escape) (entity_reference) (numeric_character_reference)] @string.escape
[(minus_metadata) (plus_metadata)] @markup.raw
