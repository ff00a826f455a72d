; Perl.  See grammars/README.md.
[
  (block)
  (anonymous_array_expression)
  (anonymous_hash_expression)
  (list_expression)
  (heredoc_content)
  (pod)
  (data_section)
] @fold
(comment) @fold.comment
(use_statement) @fold.imports
