; <<<SQL says what it holds.
(heredoc
  identifier: (heredoc_start) @injection.language
  value: (heredoc_body [(string_content) @injection.content (_)]*))
(nowdoc
  identifier: (heredoc_start) @injection.language
  value: (nowdoc_body) @injection.content
  (#set! injection.include-children))
