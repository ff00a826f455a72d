import inspect
import time
import traceback
import unittest


def place(test):
    """File, line and names of a test case."""
    name = getattr(test, "_testMethodName", None)
    kind = type(test)
    if kind.__name__ in ("_FailedTest", "_ErrorHolder"):
        return {"file": str(test).split(" ")[0], "path": []}
    method = getattr(kind, name or "", None)
    try:
        code = inspect.unwrap(method).__code__
        file = short(inspect.getsourcefile(kind) or code.co_filename)
        line = code.co_firstlineno if short(code.co_filename) == file else 0
    except (AttributeError, TypeError):
        file, line = kind.__module__, 0
    return {"file": file, "path": kind.__qualname__.split(".") + [name or "runTest"], "line": line}


class Tell(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        self.begun = time.time()
        self.bad = None
        say(state="running", **place(test))

    def tell(self, test, state, message="", **more):
        ms = (time.time() - getattr(self, "begun", time.time())) * 1000
        say(state=state, ms=ms, message=message[-20000:], **dict(place(test), **more))

    def stopTest(self, test):
        super().stopTest(test)
        if self.bad is None:
            self.tell(test, "passed")

    def broken(self, test, err, state):
        self.bad = state
        more = {}
        own = place(test)["file"]
        for frame in traceback.extract_tb(err[2]):
            if short(frame.filename) == own:
                more = {"failfile": own, "failline": frame.lineno}
        text = "".join(traceback.format_exception(*err))
        print(text, flush=True)
        self.tell(test, state, text, **more)

    def addError(self, test, err):
        super().addError(test, err)
        self.broken(test, err, "error")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.broken(test, err, "failed")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            failed = issubclass(err[0], test.failureException)
            self.broken(test, err, "failed" if failed else "error")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.bad = "skipped"
        self.tell(test, "skipped", reason)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.bad = "failed"
        self.tell(test, "failed", "it was expected to fail, and passed")


def module_of(path):
    """The name to import a file by; its folder is made importable."""
    folder, name = os.path.split(os.path.abspath(path))
    parts = [os.path.splitext(name)[0]]
    while os.path.exists(os.path.join(folder, "__init__.py")):
        folder, package = os.path.split(folder)
        parts.insert(0, package)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return ".".join(parts)


def holders(top):
    """Folders below one that hold tests and that discovery would not enter."""
    for folder, names, files in os.walk(top):
        names[:] = [n for n in names if not n.startswith(".")
                    and n not in ("node_modules", "venv", "__pycache__", "site-packages")]
        if any(f.startswith("test") and f.endswith(".py") for f in files):
            yield folder


def load(targets):
    loader = unittest.defaultTestLoader
    suite = unittest.TestSuite()
    files = []
    for target in targets:
        path, _, name = target.partition("::")
        if os.path.isdir(path):
            targets_in = sorted(holders(path))
            files += [os.path.join(d, f) for d in targets_in for f in sorted(os.listdir(d))
                      if f.startswith("test") and f.endswith(".py")]
        elif name:
            suite.addTests(loader.loadTestsFromName(
                module_of(path) + "." + name.replace("::", ".")))
        else:
            files.append(path)
    for path in files:
        suite.addTests(loader.loadTestsFromName(module_of(path)))
    return suite


def each(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from each(test)
        else:
            yield test


def run():
    watch = start_coverage()
    suite = load(sys.argv[1:] or ["."])
    for test in each(suite):
        say(state="queued", **place(test))
    result = Tell()
    begun = time.time()
    suite.run(result)
    end_coverage(watch)
    print("%d tests in %.3f s" % (result.testsRun, time.time() - begun), flush=True)
    return 0 if result.wasSuccessful() else 1


sys.exit(run())
