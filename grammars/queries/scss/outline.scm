; SCSS.  See grammars/README.md.
(rule_set (selectors) @name) @definition.rule
(mixin_statement name: (_) @name) @definition.macro
(function_statement name: (_) @name) @definition.function
(keyframes_statement (keyframes_name) @name) @definition.rule
(stylesheet (declaration (variable) @name) @definition.variable)
