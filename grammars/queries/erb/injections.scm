((content) @injection.content (#set! injection.language "html"))
((directive (code) @injection.content) (#set! injection.language "ruby"))
((output_directive (code) @injection.content) (#set! injection.language "ruby"))
