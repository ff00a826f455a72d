import unittest

from greet import greet


class GreetTest(unittest.TestCase):
    def test_a_name_is_greeted(self):
        self.assertEqual(greet("world"), "Hello, world!")

    def test_no_name_is_greeted_too(self):
        self.assertEqual(greet(""), "Hello, !")


if __name__ == "__main__":
    unittest.main()
