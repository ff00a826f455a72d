; DTD, also within XML.  Of several patterns for one node the last one shows.
["xml" "ELEMENT" "ATTLIST" "ENTITY" "NOTATION" "NDATA" "PUBLIC" "SYSTEM"] @keyword
["version" "encoding"] @tag.attribute
(VersionNum) @string
(EncName) @string
(PITarget) @keyword.directive
(elementdecl (Name) @tag)
(contentspec (_ (Name) @variable))
(AttlistDecl (Name) @tag)
(AttDef (Name) @tag.attribute)
(AttDef (Enumeration (Nmtoken) @constant))
[(GEDecl (Name) @constant) (PEDecl (Name) @constant) (NotationDecl (Name) @constant)]
(NDataDecl (Name) @constant)
[(AttValue) (EntityValue) (PubidLiteral) (SystemLiteral)] @string
[(StringType) (TokenizedType)] @type.builtin
["#PCDATA" "EMPTY" "ANY"] @type.builtin
["#REQUIRED" "#IMPLIED" "#FIXED"] @attribute
[(EntityRef) (CharRef) (PEReference)] @string.escape
["*" "?" "+" "|" "%"] @operator
"," @punctuation.delimiter
["<?" "?>" "<!" ">" "<![" "]]>" "(" ")" "["] @punctuation.bracket
(TextDecl ["\"" "'"] @string)
(Comment) @comment
