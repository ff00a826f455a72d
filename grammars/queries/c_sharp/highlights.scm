; inherits: c_sharp/package-highlights
; Which words steer, which names are whose.
[
  "await" "break" "case" "catch" "continue" "default" "do" "else" "finally" "for" "foreach" "goto"
  "if" "in" "return" "switch" "throw" "try" "when" "while" "yield" "from" "select" "where" "let"
] @keyword.control
(type_parameter_constraints_clause "where" @keyword)
(foreach_statement "in" @keyword.control)
["this" "base"] @variable.builtin
(member_access_expression name: (identifier) @property)
(property_declaration name: (identifier) @property)
(invocation_expression function: (identifier) @function.call)
(invocation_expression (member_access_expression name: (identifier) @function.method))
(local_function_statement name: (identifier) @function)
(method_declaration name: (identifier) @function.method)
(object_creation_expression type: (identifier) @constructor)
(attribute name: (identifier) @attribute)
(enum_member_declaration name: (identifier) @constant)
(type_parameter name: (identifier) @type)
(type_parameter_constraints_clause (identifier) @type)
(using_directive (identifier) @module)
(using_directive (qualified_name (identifier) @module))
(qualified_name (identifier) @module)
(namespace_declaration name: (qualified_name (identifier) @module))
(file_scoped_namespace_declaration name: (qualified_name (identifier) @module))
(boolean_literal) @boolean
(interpolation) @none
(preproc_if ["#if" "#endif"] @keyword.directive)
(preproc_region "#region" @keyword.directive)
(preproc_endregion "#endregion" @keyword.directive)
((comment) @comment.documentation (#match? @comment.documentation "^///"))
