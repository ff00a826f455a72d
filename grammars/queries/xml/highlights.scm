; XML.  Of several patterns for one node the last one shows.
["ELEMENT" "ATTLIST" "ENTITY" "NOTATION" "NDATA" "PUBLIC" "SYSTEM" "DOCTYPE"] @keyword
["xml" "xml-stylesheet" "xml-model"] @tag
["version" "encoding" "standalone"] @tag.attribute
[(VersionNum) (EncName) "yes" "no"] @string
(PITarget) @keyword.directive
(STag (Name) @tag)
(ETag (Name) @tag)
(EmptyElemTag (Name) @tag)
(Attribute (Name) @tag.attribute)
(PseudoAtt (Name) @tag.attribute)
[(AttValue) (PseudoAttValue) (EntityValue) (PubidLiteral) (SystemLiteral)] @string
(doctypedecl (Name) @type)
(elementdecl (Name) @tag)
(contentspec (_ (Name) @variable))
(AttlistDecl (Name) @tag)
(AttDef (Name) @tag.attribute)
(AttDef (Enumeration (Nmtoken) @constant))
[(GEDecl (Name) @constant) (PEDecl (Name) @constant) (NotationDecl (Name) @constant)]
[(StringType) (TokenizedType)] @type.builtin
["#PCDATA" "EMPTY" "ANY"] @type.builtin
["#REQUIRED" "#IMPLIED" "#FIXED"] @attribute
[(EntityRef) (CharRef) (PEReference)] @string.escape
[(CDStart) "]]>"] @keyword.directive
(CData) @markup.raw
["*" "?" "+" "|" "%" "="] @operator
["<" ">" "</" "/>" "<?" "?>" "<!" "(" ")" "[" "]"] @punctuation.bracket
(XMLDecl ["\"" "'"] @string)
(Comment) @comment
