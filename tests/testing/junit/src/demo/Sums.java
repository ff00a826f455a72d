package demo;

public class Sums {
    static int add(int a, int b) {
        return a + b;
    }
}
