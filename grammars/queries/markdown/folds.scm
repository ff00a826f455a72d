; Markdown.  See grammars/README.md.
[
  (fenced_code_block)
  (indented_code_block)
  (list_item)
  (block_quote)
  (html_block)
  (pipe_table)
] @fold
(section (atx_heading)) @fold
(section (setext_heading)) @fold
