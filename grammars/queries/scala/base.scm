; The least that later patterns say more of.
(identifier) @variable
