<?php

declare(strict_types=1);

require __DIR__ . '/greet.php';

$cases = ['world' => 'Hello, world!', '' => 'Hello, !'];
foreach ($cases as $name => $want) {
    $have = greet((string) $name);
    if ($have !== $want) {
        fwrite(STDERR, "greet('$name') is '$have', not '$want'\n");
        exit(1);
    }
}
echo "ok\n";
