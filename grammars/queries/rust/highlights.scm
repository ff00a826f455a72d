; Rust.  Of several patterns for one node the last one shows.

; Names
(identifier) @variable
[(field_identifier) (shorthand_field_identifier)] @property
((identifier) @type (#match? @type "^[A-Z].*[a-z]"))
((identifier) @constant (#match? @constant "^[A-Z][A-Z0-9_]+$"))
(const_item name: (identifier) @constant)
(static_item name: (identifier) @constant)
(parameter pattern: (identifier) @variable.parameter)
(parameter pattern: (ref_pattern (identifier) @variable.parameter))
(closure_parameters (identifier) @variable.parameter)
(lifetime ["'" (identifier)] @label)
(label ["'" (identifier)] @label)
(mod_item name: (identifier) @module)
(scoped_identifier path: (identifier) @module)
(scoped_identifier path: (scoped_identifier name: (identifier) @module))
(scoped_type_identifier path: (identifier) @module)
(scoped_type_identifier path: (scoped_identifier name: (identifier) @module))
(use_declaration argument: (identifier) @module)
(use_wildcard (identifier) @module)
(use_wildcard (scoped_identifier name: (identifier) @module))
(scoped_use_list path: (identifier) @module)
(scoped_use_list path: (scoped_identifier name: (identifier) @module))
(extern_crate_declaration name: (identifier) @module)
((scoped_identifier path: (identifier) @type) (#match? @type "^[A-Z]"))
((scoped_identifier path: (scoped_identifier name: (identifier) @type)) (#match? @type "^[A-Z]"))
((scoped_identifier name: (identifier) @type) (#match? @type "^[A-Z].*[a-z]"))
[(self) (crate) (super)] @variable.builtin
(metavariable) @variable.parameter
(enum_variant name: (identifier) @constant)
(tuple_struct_pattern type: (identifier) @constructor)
(tuple_struct_pattern type: (scoped_identifier name: (identifier) @constructor))

; Functions
(function_item name: (identifier) @function)
(function_signature_item name: (identifier) @function)
(call_expression function: (identifier) @function.call)
(call_expression function: (scoped_identifier name: (identifier) @function.call))
(call_expression function: (field_expression field: (field_identifier) @function.method))
(generic_function function: (identifier) @function.call)
(generic_function function: (scoped_identifier name: (identifier) @function.call))
(generic_function function: (field_expression field: (field_identifier) @function.method))
((call_expression function: (identifier) @constructor) (#match? @constructor "^[A-Z]"))
((call_expression function: (scoped_identifier name: (identifier) @constructor))
  (#match? @constructor "^[A-Z]"))
(macro_invocation macro: (identifier) @function.macro)
(macro_invocation macro: (scoped_identifier name: (identifier) @function.macro))
(macro_invocation "!" @function.macro)
(macro_definition name: (identifier) @function.macro)

; Types
(type_identifier) @type
[(primitive_type) (fragment_specifier)] @type.builtin
((type_identifier) @type.builtin (#eq? @type.builtin "Self"))

; Values
[(integer_literal) (float_literal)] @number
(boolean_literal) @boolean
(char_literal) @character
[(string_literal) (raw_string_literal)] @string
(escape_sequence) @string.escape

; Words
[
  "as" "async" "const" "dyn" "enum" "extern" "fn" "gen" "impl" "let" "macro_rules!" "mod" "move"
  "pub" "raw" "ref" "static" "struct" "trait" "type" "union" "unsafe" "use" "where"
] @keyword
[
  "await" "break" "continue" "default" "else" "for" "if" "in" "loop" "match" "return" "try" "while"
  "yield"
] @keyword.control
(mutable_specifier) @keyword
(impl_item "for" @keyword)
(for_lifetimes "for" @keyword)
(visibility_modifier [(crate) (super) (self)] @keyword)
[(attribute_item) (inner_attribute_item)] @attribute
(attribute (identifier) @attribute)
(attribute_item (attribute arguments: (token_tree) @none))
(inner_attribute_item (attribute arguments: (token_tree) @none))

; Marks
[
  "!" "!=" "%" "%=" "&" "&&" "&=" "*" "*=" "+" "+=" "-" "-=" "->" ".." "..." "..=" "/" "/=" "<"
  "<<" "<<=" "<=" "=" "==" "=>" ">" ">=" ">>" ">>=" "?" "@" "^" "^=" "|" "|=" "||"
] @operator
(macro_invocation "!" @function.macro)
["," "." ":" "::" ";"] @punctuation.delimiter
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
(type_arguments ["<" ">"] @punctuation.bracket)
(type_parameters ["<" ">"] @punctuation.bracket)
(closure_parameters "|" @punctuation.bracket)
(attribute_item ["#" "[" "]"] @punctuation.special)
(inner_attribute_item ["#" "!" "[" "]"] @punctuation.special)

[(line_comment) (block_comment)] @comment
(line_comment (doc_comment)) @comment.documentation
(block_comment (doc_comment)) @comment.documentation
(outer_doc_comment_marker _ @comment.documentation)
(inner_doc_comment_marker _ @comment.documentation)
(shebang) @comment
