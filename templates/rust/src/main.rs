use std::env;

fn greet(name: &str) -> String {
    format!("Hello, {name}!")
}

fn main() {
    let name = env::args().nth(1).unwrap_or_else(|| "{{name}}".into());
    println!("{}", greet(&name));
}

#[cfg(test)]
mod tests {
    use super::greet;

    #[test]
    fn a_name_is_greeted() {
        assert_eq!(greet("world"), "Hello, world!");
    }

    #[test]
    fn no_name_is_greeted_too() {
        assert_eq!(greet(""), "Hello, !");
    }
}
