; HTML.  See grammars/README.md.
(element (start_tag (tag_name) @name)) @definition.tag
(element (self_closing_tag (tag_name) @name)) @definition.tag
(script_element (start_tag (tag_name) @name)) @definition.tag
(style_element (start_tag (tag_name) @name)) @definition.tag
(raw_text) @inner
