pub fn add(a: i32, b: i32) -> i32 {
    a + b
}

pub fn sign(n: i32) -> i32 {
    if n < 0 {
        return -1;
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds() {
        assert_eq!(add(2, 3), 5);
    }

    #[test]
    fn wrong() {
        assert_eq!(add(2, 2), 5);
    }

    #[test]
    #[ignore]
    fn skipped() {}

    #[test]
    fn positive() {
        assert_eq!(sign(4), 1);
    }
}
