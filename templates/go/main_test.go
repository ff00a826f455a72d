package main

import "testing"

func TestGreet(t *testing.T) {
	cases := map[string]string{
		"world": "Hello, world!",
		"":      "Hello, !",
	}
	for name, want := range cases {
		if have := Greet(name); have != want {
			t.Errorf("Greet(%q) = %q, want %q", name, have, want)
		}
	}
}
