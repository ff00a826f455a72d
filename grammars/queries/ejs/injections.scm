((content) @injection.content (#set! injection.language "html"))
((directive (code) @injection.content) (#set! injection.language "javascript"))
((output_directive (code) @injection.content) (#set! injection.language "javascript"))
