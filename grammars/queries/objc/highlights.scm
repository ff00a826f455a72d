; inherits: c/both objc/package-highlights
; What Objective-C adds to C.
(type_identifier) @type
["@protocol" "@interface" "@implementation" "@property" "@selector" "@end" "@optional"
 "@required" "@synthesize" "@dynamic"] @keyword
["@autoreleasepool" "@try" "@catch" "@finally" "@throw" "@synchronized"] @keyword.control
(for_statement "in" @keyword.control)
((identifier) @variable.builtin (#any-of? @variable.builtin "self" "super"))
(message_expression method: (identifier) @function.method)
(method_identifier (identifier) @function.method)
(method_definition (identifier) @function.method)
(method_declaration (identifier) @function.method)
(method_parameter (identifier) @variable.parameter)
(protocol_declaration . "@protocol" . (identifier) @type)
(class_interface (identifier) @type)
(class_implementation (identifier) @type)
(property_attribute (identifier) @keyword)
