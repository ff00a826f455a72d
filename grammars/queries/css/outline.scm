; CSS.  See grammars/README.md.
(rule_set (selectors) @name) @definition.rule
(keyframes_statement (keyframes_name) @name) @definition.rule
(media_statement "@media" . (_) @name) @definition.module
(supports_statement "@supports" . (_) @name) @definition.module
