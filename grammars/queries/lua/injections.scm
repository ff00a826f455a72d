; ffi.cdef"..." holds C.
((function_call
  name: (dot_index_expression field: (identifier) @_name)
  arguments: (arguments (string content: (_) @injection.content)))
  (#eq? @_name "cdef")
  (#set! injection.language "c"))
