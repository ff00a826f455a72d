class Tell:
    """A plugin of pytest that tells what becomes of each test."""

    def __init__(self):
        self.ms = {}
        self.root = _here
        self.bad = set()

    def pytest_configure(self, config):
        self.root = str(getattr(config, "rootpath", None) or config.rootdir)

    def where(self, nodeid):
        head, bracket, rest = nodeid.partition("[")
        parts = head.split("::")
        parts[-1] += bracket + rest
        return short(os.path.join(self.root, parts[0])), parts[1:]

    def tell(self, nodeid, state, **more):
        file, path = self.where(nodeid)
        say(file=file, path=path, state=state, **more)

    def pytest_collection_finish(self, session):
        for item in session.items:
            file, line, _ = item.location
            self.tell(item.nodeid, "queued", line=(line or 0) + 1,
                      at=short(os.path.join(self.root, file)))

    def pytest_collectreport(self, report):
        if report.failed:
            self.tell(report.nodeid, "error", message=str(report.longrepr)[-20000:])

    def pytest_runtest_logstart(self, nodeid, location):
        self.tell(nodeid, "running")

    def pytest_runtest_logreport(self, report):
        ms = self.ms.get(report.nodeid, 0) + report.duration * 1000
        self.ms[report.nodeid] = ms
        if report.passed and report.when != "call":
            return
        state = "passed" if report.passed else "skipped" if report.skipped else "failed"
        more = {}
        if state == "failed":
            state = "failed" if report.when == "call" else "error"
            crash = getattr(report.longrepr, "reprcrash", None)
            if crash:
                more = {"failfile": short(os.path.join(self.root, crash.path)),
                        "failline": crash.lineno}
            more["message"] = str(report.longrepr)[-20000:]
        elif state == "skipped":
            reason = getattr(report, "wasxfail", None)
            if reason is None and isinstance(report.longrepr, tuple):
                reason = report.longrepr[2]
            more["message"] = str(reason or "")
        self.tell(report.nodeid, state, ms=ms, **more)


def run():
    import pytest
    sys.argv[0] = "pytest"
    watch = start_coverage()
    code = pytest.main(["-p", "no:cacheprovider", "-p", "no:cov"] + sys.argv[1:], [Tell()])
    end_coverage(watch)
    return int(code)


sys.exit(run())
