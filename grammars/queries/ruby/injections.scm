; <<~SQL says what it holds.
((heredoc_body (heredoc_content) @injection.content (heredoc_end) @injection.language))
((regex (string_content) @injection.content) (#set! injection.language "regex"))
