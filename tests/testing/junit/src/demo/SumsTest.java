package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

class SumsTest {
    @Test
    void adds() {
        assertEquals(5, Sums.add(2, 3));
    }

    @Test
    void wrong() {
        assertEquals(5, Sums.add(2, 2));
    }

    @Test
    @Disabled("not today")
    void skipped() {
    }

    @Test
    void breaks() {
        throw new IllegalStateException("no such thing");
    }
}
