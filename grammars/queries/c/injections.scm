; What a macro stands for is C again.
((preproc_arg) @injection.content (#set! injection.language "c"))
