"""The steps of walk.py on the timeline: walked by its keys, read back as an assistive tool hears it."""
import re
import subprocess
from datetime import date

from driver import extents, name, text, wait_for
from steps_search import choose_by_keys

BUTTONS = {'push button', 'toggle button', 'button'}
FIELDS = {'entry', 'text'}
YEARS = re.compile(r'(\d{4})[^\d]+(\d{4})年? · .*')
MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
          'November', 'December']


def written(walk, iso):
    """A day or a month as the window writes it; those that these steps meet are all of Heisei 2 or later."""
    year, month, *day = (int(part) for part in iso.split('-'))
    if walk.language == 'en':
        return ' '.join([*map(str, day), MONTHS[month - 1], str(year)])
    reiwa = (year, month) >= (2019, 5)
    # A year of two eras is named after the day's.
    return (f'{year}年（{"令和" if reiwa else "平成"}{year - (2018 if reiwa else 1988)}年）{month}月'
            + ''.join(f'{one}日' for one in day))


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


def shows(walk):
    """Opens the timeline beside the list of meetings."""
    walk.go_to(walk.section('Policy dialogue'))
    walk.program.press('ctrl+t')
    # Where it was opened before, it goes on where it was left.
    walk.program.find(walk.words('Zoom out', '縮小'), BUTTONS, most=8)


def hides(walk):
    walk.program.press('ctrl+t')
    wait_for(lambda: not any(name(node) == walk.words('Zoom out', '縮小') for node in walk.program.nodes(BUTTONS, most=6)),
             'the timeline to close')


def years(walk):
    """The first and the last year on screen, as the heading has them."""
    label = walk.program.find(YEARS.pattern, {'label'}, most=8)
    return tuple(map(int, YEARS.fullmatch(name(label) or text(label)).groups()))


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
    heard = []
    for record in sorted(series, key=lambda record: record['date']['start']):
        walk.program.press('ctrl+g')
        heard.append(hears(walk, walk.title(record)))
    places = {re.search(walk.words(r'(\d+) of (\d+)', r'(\d+)件中(\d+)番目'), said)[0] for said in heard}
    # Each is another row of the list beside it, and together they are all of it.
    assert places == {walk.words(f'{place} of {len(series)}', f'{len(series)}件中{place}番目')
                      for place in range(1, len(series) + 1)}, heard
    walk.program.press('ctrl+shift+g')
    hears(walk, heard[-2])
    # A day that no source gives is not said.
    month = walk.records['digital-council-3-2025']
    walk.search('id:' + month['id'])
    walk.program.find(re.escape(walk.title(month)) + ', .*', {'list item', 'table row'}, most=8)
    walk.program.press('ctrl+g')
    hears(walk, said_of(walk, month, [month]))
    walk.search('')
    walk.program.press('ctrl+t')
    wait_for(lambda: not any(walk.title(series[0]) in name(node)
                             for node in walk.program.nodes({'panel', 'grouping', 'filler'}, most=6)),
             'the timeline to close')


def moves_the_timeline_by_pointer(walk):
    """The wheel zooms around the pointer, a drag pans, hovering tells what is there."""
    shows(walk)
    seventh = walk.records['jc-7-2023']
    walk.program.press(*['Up'] * 6, 'End', 'Down')
    hears(walk, walk.title(seventh))

    def pointer(*arguments):
        subprocess.run(['xdotool', *map(str, arguments)], check=True)
    strip = walk.program.find('.*' + re.escape(walk.title(seventh)) + '.*', {'panel', 'grouping', 'filler'}, most=6)
    x, y, width, height = extents(strip)
    first, last = years(walk)
    pointer('mousemove', x + width // 2, y + height - 12, 'click', '--repeat', 4, 4)
    wait_for(lambda: years(walk)[1] - years(walk)[0] < last - first, 'the wheel to zoom')
    nearer = years(walk)
    pointer('mousedown', 1, 'mousemove_relative', '--', 150, 0, 'mousemove_relative', '--', 150, 0, 'mouseup', 1)
    wait_for(lambda: years(walk)[0] < nearer[0] and years(walk)[1] < nearer[1], 'the drag to pan')
    walk.program.press('0')
    wait_for(lambda: years(walk) == (first, last), 'all of it')
    hides(walk)


def moves_the_timeline_by_keys(walk):
    """To the first of a track, nearer and farther, to a date and back to today."""
    shows(walk)
    meetings = walk.files['dialogue']
    walk.program.press('0', *['Up'] * 6, 'Home')
    hears(walk, said_of(walk, min((record for record in meetings if record['type'] == 'summit'),
                                  key=lambda record: record['date']['start']), meetings))
    first, last = years(walk)
    walk.program.press('plus')
    wait_for(lambda: years(walk)[1] - years(walk)[0] < last - first, 'the years to be fewer')
    walk.program.press('minus')
    wait_for(lambda: years(walk)[1] - years(walk)[0] >= last - first, 'the years to be as many')
    walk.program.press('g')
    entry = walk.program.find(walk.words('Go to a date', '日付へ移動'), FIELDS, most=8)
    walk.program.write(entry, walk.words('someday', 'いつか'))
    walk.program.press('Return')
    walk.program.find(walk.words('This is not a date.', '日付として読み取れません。') + '.*', {'label'}, most=8)
    wanted = walk.records['minister-ambassador-2013']
    walk.program.write(entry, walk.words('17 January 2013', 'H25.1.17'))
    walk.program.press('Return')
    hears(walk, said_of(walk, wanted, meetings))
    today = date.today().year
    first, last = years(walk)
    assert first <= 2013 <= last < today, (first, last)
    walk.program.press('t')
    wait_for(lambda: years(walk)[0] <= today <= years(walk)[1], 'today to be shown')
    walk.program.press('0')
    hides(walk)


def chooses_tracks(walk):
    """What is left out is left out of the drawing alone, and comes back."""
    ministers = walk.words('Ministers', '閣僚級')
    shows(walk)
    walk.program.point(walk.program.find(walk.words('Tracks', '系列'), BUTTONS, most=8))
    for number in (5, 6):
        choose_by_keys(walk, ministers, {'check box', 'toggle button'}, 'Tab', 'space')
        walk.program.find(walk.words(f'.* · {number} tracks', f'.* · {number}系列'), {'label'}, most=8)
    walk.program.press('Escape')
    wait_for(lambda: not any(name(node) == ministers for node in walk.program.nodes({'check box', 'toggle button'})),
             'the choice to close')
    hides(walk)


def reads_the_place_in_a_series(walk):
    third, fourth = walk.records['jc-3-2015'], walk.records['jc-4-2017']
    walk.open(third, 'Policy dialogue')
    walk.page_reads(walk.words('no. 3 of 7', '第3回（全7回）'))
    walk.program.click(walk.button(walk.words('After', '次') + '[,、] ' + re.escape(walk.title(fourth)) + '.*'))
    walk.page_reads(fourth['summary'][walk.language][:30])
    # Of the 24th summit there is no record.
    walk.open(walk.records['summit-25-2018'], 'Policy dialogue')
    walk.page_reads(walk.words('no. 24 is not in this collection', '第24回は収録されていません'))


STEPS = [walks_the_timeline, steps_through_hits_in_the_timeline, moves_the_timeline_by_pointer, moves_the_timeline_by_keys,
         chooses_tracks, reads_the_place_in_a_series]
