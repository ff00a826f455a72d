; XML.  See grammars/README.md.
(element (ETag) @close) @fold
(CDSect) @fold
(doctypedecl) @fold
(Comment) @fold.comment
