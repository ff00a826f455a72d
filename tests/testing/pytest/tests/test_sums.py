import pytest

from sums import add, sign


class TestAdd:
    def test_adds(self):
        assert add(2, 3) == 5

    @pytest.mark.parametrize("a", [1, 2])
    def test_many(self, a):
        assert add(a, 1) == a + 1


def test_wrong():
    assert add(2, 2) == 5


@pytest.mark.skip(reason="not today")
def test_skipped():
    assert False


@pytest.fixture
def broken():
    raise OSError("no such thing")


def test_error(broken):
    pass


def test_sign():
    assert sign(4) == 1
