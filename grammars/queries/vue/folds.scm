; Vue.  See grammars/README.md.
(element (end_tag) @close) @fold
(script_element (end_tag) @close) @fold
(style_element (end_tag) @close) @fold
(start_tag) @fold
(self_closing_tag) @fold
(comment) @fold.comment
