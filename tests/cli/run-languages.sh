#!/bin/sh
# codelab run: each language that is installed runs, reports where it fails, and reads its input; of
# one that is not, it is said what to install.
. "${top_srcdir:-.}/tests/lib/tap.sh"
export CODELAB_DATA="$tmp/data"
codelab=${CODELAB:-${top_builddir:-.}/codelab}
case $codelab in
/*) ;;
*) codelab=$PWD/$codelab ;;
esac
export CODELAB_JAIL_HELPER="${CODELAB_JAIL_HELPER:-${codelab%/*}/codelab-jail}"
chmod 755 "$tmp"
mkdir "$tmp/p"
cd "$tmp/p" || exit 99

# language ID FILE PLACE: FILE prints "hello <its input>"; broken/FILE fails at PLACE
language() {
    id=$1 file=$2 place=$3
    if ! "$codelab" languages --json | tr -d '\n ' | grep -q "\"id\":\"$id\",[^}]*\"installed\":true"; then
        said=$("$codelab" run "$file" 2>&1)
        has "$id is not installed, and it is said how to get it" "$said" ": install "
        return
    fi
    is "$id runs" "$(echo world | "$codelab" run --timeout 60 "$file" 2>&1)" "hello world"
    said=$(cd broken && "$codelab" run --json --timeout 60 "$file")
    has "$id says where it fails" "$said" "$place"
    has "$id fails by itself" "$said" '"status":"error"'
    has "$id is named" "$said" "\"language\":\"$id\""
}

mkdir broken
cat >hello.py <<'EOS'
print("hello", input())
EOS
printf 'x = 1\nnosuch\n' >broken/hello.py
cat >hello.js <<'EOS'
process.stdin.on("data", d => console.log("hello " + String(d).trim()));
EOS
printf '\nnosuch();\n' >broken/hello.js
cat >hello.ts <<'EOS'
const greet = (who: string): string => "hello " + who;
(globalThis as any).process.stdin.on("data", (d: any) => console.log(greet(String(d).trim())));
EOS
printf '\nconst f: () => void = (globalThis as any).nosuch;\nf();\n' >broken/hello.ts
cat >hello.c <<'EOS'
#include <stdio.h>
int main(void)
{
    char word[64];
    return scanf("%63s", word) == 1 && printf("hello %s\n", word) > 0 ? 0 : 1;
}
EOS
printf 'int main(void)\n{\n    return nosuch;\n}\n' >broken/hello.c
cat >hello.cpp <<'EOS'
#include <iostream>
#include <string>
#include <thread>
int main()
{
    std::string word;
    std::thread([&] { std::cin >> word; }).join();
    std::cout << "hello " << word << std::endl;
}
EOS
printf 'int main()\n{\n    return nosuch;\n}\n' >broken/hello.cpp
cat >hello.go <<'EOS'
package main

import "fmt"

func main() {
	word := make(chan string)
	go func() { var s string; fmt.Scan(&s); word <- s }()
	fmt.Println("hello", <-word)
}
EOS
printf 'package main\n\nfunc main() {\n\tnosuch()\n}\n' >broken/hello.go
cat >hello.rs <<'EOS'
use std::io;
fn main() {
    let mut word = String::new();
    io::stdin().read_line(&mut word).unwrap();
    println!("hello {}", word.trim());
}
EOS
printf 'fn main() {\n    nosuch();\n}\n' >broken/hello.rs
cat >Hello.java <<'EOS'
import java.util.Scanner;

public class Hello {
    public static void main(String[] args) {
        System.out.println("hello " + new Scanner(System.in).next());
    }
}
EOS
printf 'public class Hello {\n    int x = nosuch;\n}\n' >broken/Hello.java
cat >hello.sh <<'EOS'
read -r word
echo "hello $word"
EOS
printf '\nnosuch\n' >broken/hello.sh

language python hello.py 'hello.py\", line 2'
language javascript hello.js 'hello.js:2'
language typescript hello.ts 'hello.ts:'
language c hello.c 'hello.c:3:12: error'
language cpp hello.cpp 'hello.cpp:3:12: error'
language go hello.go 'hello.go:4:2'
language rust hello.rs 'hello.rs:2:5'
language java Hello.java 'Hello.java:2: error'
language bash hello.sh 'hello.sh: line 2: nosuch'

# Sanitizers want terabytes of addresses, which are no memory.
cat >bounds.c <<'EOS'
int main(int argc, char **argv)
{
    char small[4];
    small[0] = argv[0][0];
    return small[argc + 3];
}
EOS
if command -v gcc >/dev/null; then
    said=$("$codelab" run --quiet -- sh -c 'gcc -g -w -fsanitize=address bounds.c -o /tmp/a && /tmp/a' 2>&1)
    has "a sanitizer finds its bug" "$said" "stack-buffer-overflow"
fi

PATH=/nowhere
export PATH
for pair in "hello.go:no compiler for Go: install golang-go" "hello.py:no interpreter for Python: install python3" \
    "hello.c:no compiler for C: install gcc"; do
    case $("$codelab" run "${pair%%:*}" 2>&1) in
    "codelab: ${pair#*:}"*) tap_result "without tools, '${pair#*:}' is said" 0 ;;
    *) tap_result "without tools, '${pair#*:}' is said" 1 ;;
    esac
done
PATH=/usr/bin:/bin
"$codelab" audit >"$tmp/said"
ok "what ran is noted in a folder of the tests" test -e "$tmp/data/audit.head"
done_testing
