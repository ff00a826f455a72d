<?php
use PHPUnit\Framework\TestCase;

final class SumsTest extends TestCase
{
    public function testAdds(): void
    {
        $this->assertSame(5, 2 + 3);
    }

    public function testWrong(): void
    {
        $this->assertSame(5, 2 + 2);
    }

    public function testSkipped(): void
    {
        $this->markTestSkipped('not today');
    }

    /** @dataProvider numbers */
    public function testMany(int $n): void
    {
        $this->assertGreaterThan(0, $n);
    }

    public static function numbers(): array
    {
        return [[1], [2]];
    }
}
