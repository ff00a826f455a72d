; The marks of a template; what stands between them is painted by its own language.
[
  "<%" "<%%" "<%=" "<%==" "<%-" "<%_" "<%|" "<%|=" "<%|==" "<%graphql" "<%~"
  "%>" "-%>" "_%>" "=%>" "%%>"
] @punctuation.special
["<%#"] @comment
(comment_directive) @comment
