((script_element (raw_text) @injection.content) (#set! injection.language "javascript"))
((style_element (raw_text) @injection.content) (#set! injection.language "css"))
; Its expressions are near enough to Python's.
((interpolation_content) @injection.content (#set! injection.language "python"))
