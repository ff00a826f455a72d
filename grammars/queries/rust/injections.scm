; What a macro is given mostly reads as Rust.
((macro_invocation (token_tree) @injection.content)
  (#set! injection.language "rust")
  (#set! injection.include-children)
  (#set! injection.transparent))
