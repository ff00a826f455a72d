; What stands in a line of Markdown.

(emphasis) @markup.italic
(strong_emphasis) @markup.strong
(strikethrough) @markup.strikethrough
(code_span) @markup.raw
(latex_block) @markup.raw
(html_tag) @tag
[
  (emphasis_delimiter) (code_span_delimiter) (latex_span_delimiter)
] @punctuation.delimiter

[(link_text) (link_label) (image_description)] @markup.link
[(link_destination) (uri_autolink) (email_autolink)] @markup.link.url
(link_title) @string
(inline_link ["[" "]" "(" ")"] @punctuation.bracket)
(full_reference_link ["[" "]"] @punctuation.bracket)
(collapsed_reference_link ["[" "]"] @punctuation.bracket)
(shortcut_link ["[" "]"] @punctuation.bracket)
(image ["!" "[" "]" "(" ")"] @punctuation.bracket)
[
  (backslash_escape) (hard_line_break) (entity_reference) (numeric_character_reference)
] @string.escape
