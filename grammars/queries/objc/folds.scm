; inherits: c/folds
; Objective-C.  See grammars/README.md.
[
  (class_interface)
  (class_implementation)
  (protocol_declaration)
  (array_literal)
  (dictionary_literal)
  (block_literal)
] @fold
(module_import) @fold.imports
