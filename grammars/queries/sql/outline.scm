; SQL.  See grammars/README.md.
(create_table (object_reference) @name) @definition.struct
(create_view (object_reference) @name) @definition.type
(create_function (object_reference) @name) @definition.function
(column_definition name: (_) @name) @definition.field
(cte . (identifier) @name) @definition.type
