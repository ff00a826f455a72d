#!/bin/sh
# codelab import-vscode: takes what codelab has, says what it leaves and why, keeps what stood there,
# and changes nothing a second time.  codelab keys: what holds then.
. "${top_srcdir:-.}/tests/lib/tap.sh"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
HOME=$tmp/home XDG_CONFIG_HOME=
export HOME XDG_CONFIG_HOME
user=$HOME/.config/Code/User own=$HOME/.config/codelab
mkdir -p "$own"

said=$("$codelab" import-vscode 2>&1)
has "without a VS Code it says so" "$said" "no VS Code has settings here"

mkdir -p "$user/snippets" "$HOME/.vscode-oss/extensions/x.owl-1/themes"
cat >"$user/settings.json" <<'END'
{ // of VS Code
  "editor.tabSize": 2, "editor.wordWrap": "sideways", "workbench.colorTheme": "Night Owl",
  "python.lint": true, "[c]": { "editor.tabSize": 8, "ui.glyphs": "ascii" }, }
END
cat >"$user/keybindings.json" <<'END'
[ { "key": "ctrl+d", "command": "editor.action.deleteLines", "when": "editorTextFocus" },
  { "key": "ctrl+y", "command": "-redo" }, // gone
  { "key": "f9", "command": "python.run" } ]
END
echo '{"a":{"prefix":"x","body":"y"}}' >"$user/snippets/c.json"
cd "$HOME/.vscode-oss/extensions/x.owl-1" || exit 99
echo '{"contributes":{"themes":[{"label":"Night Owl","path":"./themes/o.json"}]}}' >package.json
echo '{"colors":{}}' >themes/o.json
printf '{\n  // keep\n  "editor.tabSize": 3\n}\n' >"$own/settings.json"
cd "$tmp" || exit 99

said=$("$codelab" import-vscode 2>&1)
has "a setting is taken" "$said" "Taken: editor.tabSize = 2"
has "and one of a language" "$said" "Taken: [c] editor.tabSize = 8"
has "a bad value is left, with what it must be" "$said" 'Not taken: editor.wordWrap = "sideways": it must be'
has "what cannot be of one language is left" "$said" 'Not taken: ui.glyphs = "ascii": it cannot be set for one language'
has "what is not known is named" "$said" "(python.lint)"
has "an unknown command is named with its place" "$said" "keybindings.json: line 3, column 29: there is no command 'python.run' here"
has "the theme comes out of its extension" "$said" "Taken: themes/Night Owl.json"
has "the snippets are taken" "$said" "Taken: snippets/c.json"
is "the comment stays, and what stood there changes" "$(cat "$own/settings.json")" '{
  // keep
  "editor.tabSize": 2,
  "workbench.colorTheme": "Night Owl",
  "[c]": {
    "editor.tabSize": 8
  }
}'
has "the old file is kept" "$(cat "$own/settings.json.before-import")" '"editor.tabSize": 3'

ls -R "$own" >before
said=$("$codelab" import-vscode "$HOME/.config/Code" 2>&1)
has "a second time there is nothing new" "$said" "There is nothing new to take"
is "and no file is written" "$(ls -R "$own")" "$(cat before)"

keys=$("$codelab" keys)
has "the user's key holds" "$keys" "ctrl+d              edit.deleteLine           editorTextFocus  # user"
is "the one taken away does not" "$(echo "$keys" | grep '^ctrl+y .*edit.redo')" ""
has "as JSON, too" "$("$codelab" keys --json)" '"source": "user"'
echo '[ { "key": "cmd+x", "command": "file.save" } ]' >"$own/keybindings.json"
said=$("$codelab" keys 2>&1 >/dev/null)
has "what is wrong is named with file, line and column" "$said" "keybindings.json: line 1, column 12: key 'cmd+x': unknown modifier"
rm -f "$own/settings.json"
said=$("$codelab" import-vscode "$HOME/.config/Code" 2>&1)
has "who has no settings yet gets some" "$said" "Taken: editor.tabSize = 2"
has "in a new file" "$(cat "$own/settings.json")" '"editor.tabSize": 2'
said=$("$codelab" import-vscode /nonexistent 2>&1)
has "a folder that holds nothing is named" "$said" "'/nonexistent' holds no settings of a VS Code"
done_testing
