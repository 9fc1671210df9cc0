"""The steps of walk.py on the timeline: walked by its keys, read back as an assistive tool hears it."""
import re
import subprocess

from driver import extents, name, text, wait_for

BUTTONS = {'push button', 'toggle button', 'button'}
MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
          'November', 'December']


def written(walk, date):
    """A day as the window writes it; the years that these steps meet are all of Heisei 23 or later."""
    year, month, day = (int(part) for part in date.split('-'))
    if walk.language == 'en':
        return f'{day} {MONTHS[month - 1]} {year}'
    reiwa = (year, month) >= (2019, 5)
    # A year of two eras is named after the day's.
    return f'{year}年（{"令和" if reiwa else "平成"}{year - (2018 if reiwa else 1988)}年）{month}月{day}日'


def said_of(walk, record, others):
    """How the timeline names a record among those of the list beside it: title, date, place in the list."""
    start = record['date']['start']
    place = 1 + sum(other.get('date', {}).get('start', '') > start for other in others)
    where = walk.words(f'{place} of {len(others)}', f'{len(others)}件中{place}番目')
    return walk.words(', ', '、').join([walk.title(record), written(walk, start), where])


def hears(walk, said):
    """Waits until the timeline says it; it is one node whose name changes."""
    return wait_for(lambda: next((name(node) for node in walk.program.nodes({'panel', 'grouping', 'filler'}, most=6)
                                  if said in name(node)), None), f'{said!r} to be said')


def walks_the_timeline(walk):
    walk.go_to(walk.section('Policy dialogue'))
    meetings = walk.files['dialogue']
    latest, seventh, sixth = (walk.records[id] for id in ('summit-30-2025', 'jc-7-2023', 'jc-6-2021'))
    walk.program.press('ctrl+t')
    hears(walk, walk.words('Timeline', '年表'))
    # Wherever the keys begin: up to the first track, and to its end.
    walk.program.press(*['Up'] * 6, 'End')
    hears(walk, said_of(walk, latest, meetings))
    walk.program.press('Down')
    hears(walk, said_of(walk, seventh, meetings))
    hears(walk, walk.words('no. 7 of 7', '第7回（全7回）'))
    walk.program.press('Left')
    hears(walk, said_of(walk, sixth, meetings))
    # Nothing was opened by the way.
    assert not any(sixth['summary'][walk.language][:30] in said for said in walk.program.texts(most=12))
    walk.program.press('Return')
    wait_for(lambda: any(sixth['summary'][walk.language][:30] in said for said in walk.program.texts(most=12)),
             'the page of the sixth committee')
    walk.program.press('Escape')
    # The keys are the list's again.
    walk.program.press('Down')
    wait_for(lambda: not any(sixth['summary'][walk.language][:30] in said for said in walk.program.texts(most=12)),
             'the list to be walked')


def steps_through_hits_in_the_timeline(walk):
    series = [record for record in walk.files['dialogue'] if record.get('series') == 'st-joint-committee']
    walk.search('series:st-joint-committee')
    heard = set()
    for record in sorted(series, key=lambda record: record['date']['start']):
        walk.program.press('ctrl+g')
        said = hears(walk, walk.title(record))
        heard.add(re.search(walk.words(r'(\d+) of (\d+)', r'(\d+)件中(\d+)番目'), said)[0])
    # Each is another row of the list beside it, and together they are all of it.
    assert heard == {walk.words(f'{place} of {len(series)}', f'{len(series)}件中{place}番目')
                     for place in range(1, len(series) + 1)}, heard
    walk.search('')
    walk.program.press('ctrl+t')
    wait_for(lambda: not any(walk.title(series[0]) in name(node)
                             for node in walk.program.nodes({'panel', 'grouping', 'filler'}, most=6)),
             'the timeline to close')


def moves_the_timeline_by_pointer(walk):
    """The wheel zooms around the pointer, a drag pans, hovering tells what is there."""
    walk.go_to(walk.section('Policy dialogue'))
    walk.program.press('ctrl+t')
    # Where it was opened before, it goes on where it was left.
    walk.program.find(walk.words('Zoom out', '縮小'), BUTTONS, most=8)
    seventh = walk.records['jc-7-2023']
    walk.program.press(*['Up'] * 6, 'End', 'Down')
    hears(walk, walk.title(seventh))
    years = re.compile(r'(\d{4})[^\d]+(\d{4})年? · .*')

    def shown():
        label = walk.program.find(years.pattern, {'label'}, most=8)
        return tuple(map(int, years.fullmatch(name(label) or text(label)).groups()))

    def pointer(*arguments):
        subprocess.run(['xdotool', *map(str, arguments)], check=True)
    strip = walk.program.find('.*' + re.escape(walk.title(seventh)) + '.*', {'panel', 'grouping', 'filler'}, most=6)
    x, y, width, height = extents(strip)
    first, last = shown()
    pointer('mousemove', x + width // 2, y + height - 12, 'click', '--repeat', 4, 4)
    wait_for(lambda: shown()[1] - shown()[0] < last - first, 'the wheel to zoom')
    nearer = shown()
    pointer('mousedown', 1, 'mousemove_relative', '--', 150, 0, 'mousemove_relative', '--', 150, 0, 'mouseup', 1)
    wait_for(lambda: shown()[0] < nearer[0] and shown()[1] < nearer[1], 'the drag to pan')
    walk.program.press('0')
    wait_for(lambda: shown() == (first, last), 'all of it')
    walk.program.press('ctrl+t')
    wait_for(lambda: not any(name(node) == walk.words('Zoom out', '縮小') for node in walk.program.nodes(BUTTONS, most=6)),
             'the timeline to close')


def reads_the_place_in_a_series(walk):
    third, fourth = walk.records['jc-3-2015'], walk.records['jc-4-2017']
    walk.open(third, 'Policy dialogue')
    walk.page_reads(walk.words('no. 3 of 7', '第3回（全7回）'))
    walk.program.click(walk.button(walk.words('After', '次') + '[,、] ' + re.escape(walk.title(fourth)) + '.*'))
    walk.page_reads(fourth['summary'][walk.language][:30])


STEPS = [walks_the_timeline, steps_through_hits_in_the_timeline, moves_the_timeline_by_pointer, reads_the_place_in_a_series]
