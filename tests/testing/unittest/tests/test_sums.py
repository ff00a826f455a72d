import sys
import unittest

sys.path.insert(0, ".")
from sums import add, sign


class TestAdd(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(add(2, 3), 5)

    def test_wrong(self):
        self.assertEqual(add(2, 2), 5)

    @unittest.skip("not today")
    def test_skipped(self):
        self.fail()

    def test_error(self):
        raise OSError("no such thing")

    def test_sign(self):
        self.assertEqual(sign(4), 1)


if __name__ == "__main__":
    unittest.main()
