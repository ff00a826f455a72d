; ERB.  See grammars/README.md.
[(directive) (output_directive)] @fold
(comment_directive) @fold.comment
