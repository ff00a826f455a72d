; html`...`, css`...` and the like hold what their tag says; ${...} is left out.
((call_expression
  function: (identifier) @injection.language
  arguments: (template_string [(string_fragment) @injection.content (_)]*))
  (#any-of? @injection.language "html" "css" "sql" "json" "markdown" "md"))
((regex_pattern) @injection.content (#set! injection.language "regex"))
; Style sheets and queries that say so in a comment: /* sql */ `...`
((comment) @_comment . (template_string [(string_fragment) @injection.content (_)]*)
  (#match? @_comment "^/\\*\\s*sql\\s*\\*/$")
  (#set! injection.language "sql"))
((comment) @_comment . (template_string [(string_fragment) @injection.content (_)]*)
  (#match? @_comment "^/\\*\\s*html\\s*\\*/$")
  (#set! injection.language "html"))
