#!/bin/sh
# What a program prints cannot steer the terminal it is shown on, sequence by sequence; and comes
# through untouched where no terminal is.
. "${top_srcdir:-.}/tests/jail/claims.sh"

# shown WORDS OPTIONS...: what reaches a terminal when the jail runs printf with these words
shown() {
    printed=$1
    shift
    printf '%s' "$printed" >"$project/words"
    script -qec "$as $bin/jailed project=$project $* -- sh -c 'printf \"\$(cat words)\"'" /dev/null \
        <&5 2>&1 | tr -d '\r'
}

# becomes CLAIM WORDS WHAT: without and with a terminal of its own
becomes() {
    is "$who $1" "$(shown "$2")" "$(printf "$3")"
    is "$who $1 on its terminal" "$(shown "$2" tty)" "$(printf "$3")"
}

drops() {
    becomes "cannot $1" "a$2b" "ab"
}

terminal() {
    drops "write the clipboard" '\033]52;c;aGFja2Vk\007'
    drops "write the selection" '\033]52;p;aGFja2Vk\033\\'
    drops "set the title" '\033]0;evil\007'
    drops "set the icon's name" '\033]1;evil\033\\'
    drops "set the folder" '\033]7;file://h/etc\007'
    drops "make a link" '\033]8;;http://evil.example\033\\\033]8;;\033\\'
    drops "change the palette" '\033]4;1;rgb:00/00/00\007'
    drops "ask for a colour" '\033]11;?\007'
    drops "notify" '\033]9;hello\007\033]777;notify;a;b\007\033]99;;x\033\\'
    drops "set a variable of the terminal" '\033]1337;SetUserVar=a=b\007'
    drops "pose as a shell's prompt" '\033]133;A\007\033]633;A\007'
    drops "ask where the cursor is" '\033[6n'
    drops "ask what the terminal is" '\033[c\033[>c\033[=c'
    drops "ask for its version" '\033[>q'
    drops "ask for a setting" '\033P$qm\033\\'
    drops "ask for a capability" '\033P+q544e\033\\'
    drops "ask for a mode" '\033[?2026$p'
    drops "clear the screen" '\033[2J\033[H'
    drops "clear what was above" '\033[3J'
    drops "move up" '\033[5A'
    drops "move to a place" '\033[1;1H\033[1;1f'
    drops "take the other screen" '\033[?1049h'
    drops "take the mouse" '\033[?1000h\033[?1003h\033[?1006h'
    drops "hide the cursor" '\033[?25l'
    drops "change the cursor" '\033[5 q'
    drops "bracket pastes" '\033[?2004h'
    drops "swap keys" '\033[?1h\033=\033>'
    drops "take keys in another form" '\033[>1u\033[>4;2m'
    drops "lock the keyboard" '\033[2h'
    drops "set margins" '\033[2;5r'
    drops "resize the window" '\033[8;1;1t'
    drops "ask for the title" '\033[21t'
    drops "print" '\033[5i\033[4i'
    drops "reset the terminal" '\033c'
    drops "reset it softly" '\033[!p'
    drops "fill the screen" '\033#8'
    drops "choose other letters" '\033(0\033)0\016\017'
    drops "leave UTF-8" '\033%%@'
    drops "send a device string" '\033Pevil\033\\'
    drops "send a program command" '\033_evil\033\\'
    drops "send a private message" '\033^evil\033\\'
    drops "send a string" '\033Xevil\033\\'
    drops "draw a picture (sixel)" '\033Pq#0;2;0;0;0~\033\\'
    drops "draw a picture (kitty)" '\033_Gf=100;AAAA\033\\'
    drops "draw a picture (iTerm)" '\033]1337;File=inline=1:AAAA\007'
    drops "ring" '\007'
    drops "send controls" '\001\002\005\006\013\014\021\023\177'
    drops "send a control sequence in eight bits" '\302\2332J'
    drops "send a command in eight bits" '\302\2350;evil\302\234'
    drops "repeat what stood before" '\033[99b'
    drops "flood it with parameters" '\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1m'
    drops "hide a sequence in a sequence" '\033[\033[2J\033[\030\033[6n'
    becomes "cannot hide a line in a string" 'a\033]0;never ends\nb' 'a\nb'
    becomes "may have colours, which end with it" 'a\033[31mb' 'a\033[31mb\033[0m'
    becomes "may have any colour" '\033[38;2;1;2;3ma\033[m' '\033[38;2;1;2;3ma\033[m'
    becomes "may write any language" 'h\303\251 \344\270\226\360\237\230\200' \
        'h\303\251 \344\270\226\360\237\230\200'
    becomes "cannot turn text around" 'a\342\200\256b' 'a<U+202E>b'
    becomes "cannot isolate text" 'a\342\201\246b' 'a<U+2066>b'
    becomes "cannot hide text" 'a\342\200\213b\357\273\277c' 'a<U+200B>b<U+FEFF>c'
    becomes "cannot tag text" 'a\363\240\201\201b' 'a<U+E0041>b'
    becomes "cannot send half a character" 'a\342\200\nb' 'a\357\277\275\nb'
    becomes "cannot send eight bits" 'a\233\0616nb' 'a\357\277\275\0616nb'
}

# Sequences whose halves come apart.
pieces() {
    is "$who cannot cut a sequence into writes" \
        "$(shown 'a\033' | od -An -c | tr -d ' \n')$(shown ']0;x\007b')" 'a]0;xb'
    printf '%s' 'printf "a\033"; sleep 0.1; printf "]52;c;"; sleep 0.1; printf "eA==\007b"' >"$project/slow"
    is "$who cannot cut a sequence by time" \
        "$(script -qec "$as $bin/jailed project=$project -- sh slow" /dev/null <&5 | tr -d '\r')" ab
    printf '%s' 'printf "a\033" ; printf "]0;t\007" >&2; printf "b"' >"$project/two"
    fails "$who cannot join a sequence of two streams" grep -q "$(printf '\033')" <<END
$(script -qec "$as $bin/jailed project=$project -- sh two" /dev/null <&5)
END
    is "$who is passed raw where no terminal is" \
        "$(jailed -- printf '\033]0;t\007\302\2332J\342\200\256\b' | od -An -tx1 | tr -d ' \n')" \
        "$(printf '\033]0;t\007\302\2332J\342\200\256\b' | od -An -tx1 | tr -d ' \n')"
}

claims() {
    terminal
    pieces
}

# Somebody sits at the terminal, and types nothing.
mkfifo "$tmp/keys"
exec 5<>"$tmp/keys"
everybody
exec 5<&-
done_testing
