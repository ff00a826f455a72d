; JSON.  See grammars/README.md.
(pair key: (string (string_content) @name)) @definition.key
