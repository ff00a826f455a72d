<?php

declare(strict_types=1);

require __DIR__ . '/greet.php';

echo greet($argv[1] ?? '{{name}}'), "\n";
