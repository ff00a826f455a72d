((script_element (raw_text) @injection.content) (#set! injection.language "javascript"))
((style_element (raw_text) @injection.content) (#set! injection.language "css"))

; What the type says comes before what the tag says.
((script_element
  (start_tag
    (attribute
      (attribute_name) @_name
      (quoted_attribute_value (attribute_value) @_type)))
  (raw_text) @injection.content)
  (#eq? @_name "type")
  (#match? @_type "json$|^importmap$")
  (#set! injection.language "json"))
((script_element
  (start_tag
    (attribute
      (attribute_name) @_name
      (quoted_attribute_value (attribute_value) @_type)))
  (raw_text) @injection.content)
  (#any-of? @_name "type" "lang")
  (#match? @_type "(typescript|^ts)$")
  (#set! injection.language "typescript"))

; onclick="..." and style="..."
((attribute
  (attribute_name) @_name
  (quoted_attribute_value (attribute_value) @injection.content))
  (#match? @_name "^on[a-z]+$")
  (#set! injection.language "javascript"))
((attribute
  (attribute_name) @_name
  (quoted_attribute_value (attribute_value) @injection.content))
  (#eq? @_name "style")
  (#set! injection.language "scss")) ; CSS wants its declarations in a rule
