; Svelte.  See grammars/README.md.
(element (end_tag) @close) @fold
(script_element (end_tag) @close) @fold
(style_element (end_tag) @close) @fold
(start_tag) @fold
(self_closing_tag) @fold
(if_statement (if_end) @close) @fold
(each_statement (each_end) @close) @fold
(await_statement (await_end) @close) @fold
(key_statement (key_end) @close) @fold
(snippet_statement (snippet_end) @close) @fold
(comment) @fold.comment
