package sum

import "testing"

func TestAdds(t *testing.T) {
	for _, n := range []string{"one", "two"} {
		t.Run(n, func(t *testing.T) {
			if Add(2, 3) != 5 {
				t.Error("no")
			}
		})
	}
}

func TestWrong(t *testing.T) {
	if got := Add(2, 2); got != 5 {
		t.Errorf("got %d, not 5", got)
	}
}

func TestSkipped(t *testing.T) {
	t.Skip("not today")
}

func TestSign(t *testing.T) {
	if Sign(4) != 1 {
		t.Error("no")
	}
}
