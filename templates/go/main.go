package main

import (
	"fmt"
	"os"
)

// Greet returns a greeting for name.
func Greet(name string) string {
	return "Hello, " + name + "!"
}

func main() {
	name := "{{name}}"
	if len(os.Args) > 1 {
		name = os.Args[1]
	}
	fmt.Println(Greet(name))
}
