public class MainTest {
    private static void expect(String want, String have) {
        if (!want.equals(have)) {
            throw new AssertionError("want " + want + ", have " + have);
        }
    }

    public static void main(String[] args) {
        expect("Hello, world!", Main.greet("world"));
        expect("Hello, !", Main.greet(""));
    }
}
