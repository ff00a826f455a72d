; html`...`, css`...` and the like hold what their tag says; ${...} is left out.
((call_expression
  function: (identifier) @injection.language
  arguments: (template_string [(string_fragment) @injection.content (_)]*))
  (#any-of? @injection.language "html" "css" "sql" "json" "markdown" "md"))
