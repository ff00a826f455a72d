; What a recipe runs is for the shell, but for what make puts in before.
((recipe_line (shell_text) @injection.content) (#set! injection.language "bash"))
