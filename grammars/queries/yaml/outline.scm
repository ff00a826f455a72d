; YAML.  See grammars/README.md.
(block_mapping_pair key: (_) @name) @definition.key
