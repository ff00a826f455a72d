((script_element (raw_text) @injection.content) (#set! injection.language "javascript"))
((style_element (raw_text) @injection.content) (#set! injection.language "css"))

; What the language says comes before what the tag says.
((script_element
  (start_tag
    (attribute
      (attribute_name) @_name
      (quoted_attribute_value (attribute_value) @_lang)))
  (raw_text) @injection.content)
  (#any-of? @_name "lang" "type")
  (#match? @_lang "(typescript|^ts)$")
  (#set! injection.language "typescript"))
((style_element
  (start_tag
    (attribute
      (attribute_name) @_name
      (quoted_attribute_value (attribute_value) @_lang)))
  (raw_text) @injection.content)
  (#eq? @_name "lang")
  (#any-of? @_lang "scss" "postcss")
  (#set! injection.language "scss"))
((svelte_raw_text) @injection.content (#set! injection.language "typescript"))
