#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the window against an empty one, in turn, so that both see the same machine: first frame, first
readable row, memory; frames while scrolling against the same rows over an in-memory model; main-loop turns.

    bench-window.py BUILD STORES JSON SIZE [SIZE ...]     (under tests/support/with-display)
STORES holds the profiles that bench-store made. The section that is opened is the first with a list of a size
that grows with the store: projects."""
import functools, http.server, json, os, shutil, sqlite3, statistics, subprocess, sys, tempfile, threading, time

RUNS = 5
FRAMES = 200
CHANGES = 10000  # records of an update
IDLE = 5  # seconds in which nobody touches the window
UPDATING = 15  # seconds in which it has to be over, and the list to be read again


def run(program, env, out, seconds=30, until='rows-readable', settle=0.0, measure=None):
    """Starts PROGRAM with the probe; returns what it printed, and SETTLE seconds after UNTIL is there what MEASURE says of
    the process: its Pss in kB."""
    if os.path.exists(out):
        os.remove(out)
    child_env = dict(os.environ, **env, PROBE_OUT=out, PROBE_T0=str(time.monotonic_ns()))
    child = subprocess.Popen(program, env=child_env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + seconds
    figures = {}
    while time.monotonic() < end and child.poll() is None and until not in figures:
        figures = read(out)
        time.sleep(0.01)
    figures = read(out)
    measured = 0
    if settle:
        time.sleep(settle)
        measured = (measure or read_pss)(child.pid)
    child.terminate()
    child.wait()
    if until not in figures:
        sys.exit(f'{program}: no {until} within {seconds} s')
    return figures, measured


def read_pss(pid):
    for line in open(f'/proc/{pid}/smaps_rollup'):
        if line.startswith('Pss:'):
            return int(line.split()[1])
    raise LookupError(f'process {pid} has no Pss')


def read_turns(pid):
    """How often the threads of a process were woken up so far, and the processor's ticks that they took."""
    wakeups = sum(int(line.split()[1]) for task in os.listdir(f'/proc/{pid}/task') for line in open(f'/proc/{pid}/task/{task}/status')
                  if line.startswith('voluntary_ctxt_switches:'))
    return wakeups, sum(int(ticks) for ticks in open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()[11:13])


def read_idle(pid):
    """The wakeups and the ticks of a window that nobody touches."""
    before = read_turns(pid)
    time.sleep(IDLE)
    return [now - then for now, then in zip(read_turns(pid), before)]


def read(path):
    try:
        return {name: float(value) for name, value in (line.split() for line in open(path))}
    except (FileNotFoundError, ValueError):
        return {}


def read_store(profile, sql):
    store = sqlite3.connect(os.path.join(profile, 'records.db'))
    rows = list(store.execute(sql))
    store.close()
    return rows


def choose_section(name):
    """Writes the setting as the program would on leaving; with-display made the folder for this run."""
    folder = os.path.join(os.environ['XDG_CONFIG_HOME'], 'glib-2.0/settings')
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'keyfile'), 'w') as out:
        out.write(f"[io/github/madoguchi/Madoguchi]\nwelcomed=true\nsection='{name}'\n")


def median(values):
    return statistics.median(values)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


class Bench:
    def __init__(self, build, stores):
        self.build, self.stores = os.path.abspath(build), os.path.abspath(stores)
        self.folder = tempfile.mkdtemp(prefix='bench-window.')
        self.out = os.path.join(self.folder, 'probe')
        self.figures = []
        self.over = 0

    def add(self, name, value, unit, limit=None):
        """Prints a line of the table; LIMIT is what the figure must not exceed."""
        over = limit is not None and value > limit
        verdict = '' if limit is None else f' ≤ {limit:8.2f}  {"OVER" if over else "ok"}'
        print(f'{name:64} {value:10.2f} {unit:6}{verdict}', flush=True)
        self.figures.append({'name': name, 'value': round(value, 3), 'unit': unit, 'limit': limit})
        self.over += over

    def env(self, data, **more):
        return dict(LD_PRELOAD=os.path.join(self.build, 'tests/bench/libprobe.so'), XDG_DATA_HOME=data, **more)

    def data(self, name, store=None):
        """A XDG_DATA_HOME: empty, or with the profile of a generated store."""
        path = os.path.join(self.folder, name)
        os.makedirs(path, exist_ok=True)
        link = os.path.join(path, 'madoguchi')
        if store and not os.path.lexists(link):
            os.symlink(os.path.join(self.stores, store), link)
        return path

    def start(self, label, size):
        """Empty and real window in turn; size 0: the bundled records."""
        empty = [os.path.join(self.build, 'tests/bench/empty-window')]
        desk = [os.path.join(self.build, 'src/app/madoguchi')]
        floor, nameless, first, second, japanese, rows = [], [], [], [], [], []
        floor_pss, desk_pss = [], []
        for i in range(RUNS):
            figures, pss = run(empty, self.env(self.data('none')), self.out, until='first-frame', settle=1)
            floor.append(figures['first-frame'])
            floor_pss.append(pss)
            nameless.append(run([*empty, '--nameless'], self.env(self.data('none')), self.out,
                                until='first-frame')[0]['first-frame'])
            if not size:
                fresh = self.data(f'fresh-{i}')
                first.append(run(desk, self.env(fresh), self.out)[0]['first-frame'])
                data = fresh
            else:
                data = self.data(f'size-{size}', f'store-{size}')
            figures, pss = run(desk, self.env(data), self.out, settle=1)
            second.append(figures['first-frame'])
            rows.append(figures['rows-readable'])
            desk_pss.append(pss)
            japanese.append(run(desk, self.env(data, LANGUAGE='ja'), self.out)[0]['first-frame'])
        base = median(floor)
        self.add(f'{label}: empty window, first frame', base, 'ms')
        self.add(f'{label}: the same over an empty one without an application id', base / median(nameless), '×')
        if first:
            self.add(f'{label}: first start, first frame over empty', median(first) / base, '×', 1.3)
        self.add(f'{label}: second start, first frame over empty', median(second) / base, '×', 1.3)
        self.add(f'{label}: Japanese, first frame over empty', median(japanese) / base, '×', 1.3)
        self.add(f'{label}: first section\'s rows readable over empty', median(rows) / base, '×', 2.0)
        self.add(f'{label}: Pss over empty', median(desk_pss) / median(floor_pss), '×', 1.7)
        return median(second), median(rows)

    def idle(self):
        _, (wakeups, ticks) = run([os.path.join(self.build, 'src/app/madoguchi')], self.env(self.data('idle')), self.out, settle=3,
                                  measure=read_idle)
        self.add(f'bundled: wakeups of the idle window in {IDLE} s', wakeups, '')
        self.add(f'bundled: processor time of the idle window in {IDLE} s', 1000 * ticks / os.sysconf('SC_CLK_TCK'), 'ms')

    def scroll(self, size):
        desk = [os.path.join(self.build, 'src/app/madoguchi')]
        ratios, turns = [], []
        for _ in range(3):
            figures, _ = run(desk, self.env(self.data(f'size-{size}', f'store-{size}'), PROBE_SCROLL=str(FRAMES)),
                             self.out, seconds=300, until='turn-p50')
            ratios.append(figures['frame-list-p99'] / figures['frame-memory-p99'])
            turns.append(figures['turn-p99.9'])
        self.add(f'{size:,}: frame p99 while scrolling', figures['frame-list-p99'], 'ms')
        self.add(f'{size:,}: frame p99 over the same rows in memory', median(ratios), '×', 1.5)
        self.add(f'{size:,}: main-loop turn between frames, p99.9', median(turns), 'ms', 8)
        self.add(f'{size:,}: longest main-loop turn before the first scroll', figures['turn-start'], 'ms')

    def update(self, size):
        """xU06: an update changes 10,000 of the records that the list shows, while a page is open beside it."""
        profile = os.path.join(self.folder, 'updated', 'madoguchi')
        shutil.copytree(os.path.join(self.stores, f'store-{size}'), profile)
        web = os.path.join(self.folder, 'web')
        records = [json.loads(text) for text, in read_store(
            profile, f"SELECT json FROM records WHERE json ->> 'kind' = 'project' LIMIT {CHANGES}")]
        for number, record in enumerate(records):
            record['id'] = f'bench-{number}'
        self.mado('feed', 'init', web)
        self.publish(web, records)
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(Quiet, directory=web))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.mado('--profile', profile, 'update', 'us', '--root', f'{web}/metadata/1.root.json',
                  '--from', f'http://127.0.0.1:{server.server_address[1]}')
        for record in records:
            record['title']['en'] = 'Anew: ' + record['title']['en']
        self.publish(web, records)
        choose_section('projects')
        figures, _ = run([os.path.join(self.build, 'src/app/madoguchi')],
                         self.env(os.path.join(self.folder, 'updated'), PROBE_UPDATE=str(UPDATING)),
                         self.out, seconds=2 * UPDATING, until='turn-p50')
        server.shutdown()
        [(edition,)] = read_store(profile, "SELECT edition FROM sets WHERE name = 'bench'")
        if edition != 2:
            sys.exit(f'the update was not over within {UPDATING} s')
        name = f'{size:,}: while an update of {len(records):,} is applied and shown'
        self.add(f'{name}, longest turn', figures['turn-longest'], 'ms')
        self.add(f'{name}, most work in a turn', figures['work-longest'], 'ms', 8)
        self.add(f'{name}, longest frame', figures['frame-longest'], 'ms')

    def mado(self, *arguments):
        subprocess.run([os.path.join(self.build, 'src/cli/mado'), *arguments], check=True, capture_output=True)

    def publish(self, web, records):
        path = os.path.join(self.folder, 'records.json')
        with open(path, 'w', encoding='utf-8') as out:
            json.dump({'format': 1, 'kind': 'project', 'records': records}, out)
        self.mado('feed', 'add', web, 'bench', path)
        self.mado('feed', 'publish', web)

    def finish(self, path):
        with open(path, 'w') as out:
            json.dump(self.figures, out, indent=1, ensure_ascii=False)
        shutil.rmtree(self.folder, ignore_errors=True)
        return self.over


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    choose_section('projects')
    bench = Bench(sys.argv[1], sys.argv[2])
    sizes = [int(size) for size in sys.argv[4:]]
    small_first, small = bench.start('bundled', 0)
    bench.idle()
    for size in sizes:
        first, rows = bench.start(f'{size:,}', size)
        if size >= 1000000:
            bench.add(f"{size:,}: first frame over the bundled records'", first / small_first, "×", 1.1)
            bench.add(f'{size:,}: rows readable over the bundled records\'', rows / small, '×', 1.1)
        bench.scroll(size)
        bench.update(size)
    sys.exit(bench.finish(sys.argv[3]) > 0)


main()
