import json
import os
import sys

if "" not in sys.path:
    sys.path.insert(0, "")
_out = os.dup(1)
_here = os.getcwd()


def say(**record):
    data = b"\x1e" + json.dumps(record).encode() + b"\n"
    while data:
        data = data[os.write(_out, data):]


def short(path):
    path = os.path.abspath(path)
    inside = path.startswith(_here + os.sep)
    return os.path.relpath(path, _here) if inside else path


def start_coverage():
    if not os.environ.get("CODELAB_COVERAGE"):
        return None
    try:
        import coverage
    except ImportError:
        say(note="there is no coverage.py for %s; install it: python3-coverage" % sys.executable)
        return None
    watch = coverage.Coverage(data_file=None, source=["."])
    watch.start()
    return watch


def end_coverage(watch):
    if watch is None:
        return
    import tempfile
    watch.stop()
    with tempfile.NamedTemporaryFile("r", suffix=".json") as f:
        try:
            watch.json_report(outfile=f.name)
        except Exception as e:
            say(note="coverage.py: %s" % e)
            return
        sys.stdout.flush()
        say(section="coverage.py")
        data = f.read().encode() + b"\n"
        while data:
            data = data[os.write(_out, data):]
        say(section="")
