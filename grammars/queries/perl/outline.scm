; Perl.  See grammars/README.md.
(package_statement name: (_) @name) @definition.module
(class_statement name: (_) @name) @definition.class
(subroutine_declaration_statement name: (_) @name) @definition.function
(method_declaration_statement name: (_) @name) @definition.method
