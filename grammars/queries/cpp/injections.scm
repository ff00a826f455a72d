((preproc_arg) @injection.content (#set! injection.language "cpp"))
; R"sql(...)sql" says what it holds.
(raw_string_literal
  delimiter: (raw_string_delimiter) @injection.language
  (raw_string_content) @injection.content)
