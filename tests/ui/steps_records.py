"""Steps of the walk that read records of one kind: calls, agreements, people, terms, and those that nobody has bundled."""
import json
import os
import re
import subprocess
import tempfile
from datetime import date, timedelta
from pathlib import Path

from driver import Program, name, states, wait_for
from steps_search import counts, label

BUTTONS = {'push button', 'toggle button', 'button', 'radio button'}
ROWS = {'list item', 'table row', 'tree item'}
FIELDS = {'entry', 'text'}
DOI = '10.5555/12345678'


def reads_each(walk, wanted):
    """Waits until the page has all of these words."""
    wait_for(lambda: not [words for words in wanted if not any(words in said for said in walk.page_texts())],
             f'{wanted} on the page')


def tells_who_may_apply_and_when(walk):
    """Each condition with its time, whom it is for, what for and who says so; the direction of the scheme."""
    record = walk.records['opp-erc-grants']
    walk.open(record, 'Funding and mobility')
    reads_each(walk, [walk.words('Who may apply, and when', '応募資格と時期'), label(walk, 'direction', record['direction']),
                      *(label(walk, 'eligibility', one['open']) for one in record['eligibility']),
                      *(one[part][walk.language] for one in record['eligibility'] for part in ('who', 'scope')),
                      *(one['sources'][0]['title'] for one in record['eligibility'])])
    year = str(date.today().year)
    today = [one for one in record['eligibility'] if one['from'] <= year <= one['until']]
    badges = [name(node) for node in walk.program.nodes({'panel', 'grouping'}, walk.pane(500))]
    assert badges.count(walk.words('Applies today', '本日時点で適用')) == len(today), badges


def says_which_calls_are_closed(walk):
    """Whatever its status says, no call looks open whose day has passed or that gives none."""
    calls, today = walk.files['opportunities'], date.today().isoformat()
    closed = label(walk, 'status', 'closed')
    closes = walk.words('Closes ', '締切')
    walk.go_to(walk.section('Funding and mobility'))
    for status in ('open', 'check-current', 'closed'):
        fitting = [record for record in calls if record['status'] == status]
        walk.search('status:' + status)
        counts(walk, len(fitting))

        def first(fitting=fitting):
            titles = tuple(walk.title(record)[:80] for record in fitting)
            rows = walk.row_names()[:6]
            return len(rows) == min(6, len(fitting)) and all(row.startswith(titles) for row in rows) and rows
        for row in wait_for(first, 'the calls'):
            record = walk.record_of(row, ('opportunities',))
            day = record.get('closes_on', '')
            if status == 'open':
                assert (closes in row) == (day >= today), row
                assert (closed in row) == ('' < day < today), row
                assert label(walk, 'status', 'open') not in row.split(', '), row
            elif status == 'closed':
                assert closed in row, row
            else:
                assert walk.words('Check before use', '利用前に要確認') in row, row
    walk.open(walk.records['opp-eig-2017'], 'Funding and mobility')
    walk.page_reads(walk.words('Closed 14 July 2017', '2017年7月14日に募集終了'))


def lists_what_an_agreement_set_up(walk):
    """The bodies with their newest meetings, the articles in both languages, and the way to all the meetings."""
    record = walk.records['st-agreement']
    body = walk.records['joint-st-committee']
    meetings = sorted((one for one in walk.files['dialogue']
                       if {'organisation': body['id'], 'role': 'body'} in one['participants']),
                      key=lambda one: one['date']['start'], reverse=True)
    walk.open(record, 'Agreements')
    reads_each(walk, [walk.words('Bodies set up by this agreement', 'この協定に基づき設置された機関'), walk.title(body),
                      *map(walk.title, meetings[:4]), walk.words('Articles', '条文'),
                      *(article['content'][language] for article in record['articles'] for language in ('en', 'ja'))])
    walk.program.click(walk.button(walk.words(f'All {len(meetings)} meetings', f'全{len(meetings)}回の会合')))

    def are_listed():
        rows = walk.row_names()
        return len(rows) == len(meetings) and all(row.startswith(walk.title(one)) for row, one in zip(rows, meetings))
    wait_for(are_listed, 'all its meetings')


def names_where_a_link_leads(walk):
    """The host stands beside each source that has an address, and at the button that opens it; there is no other such button."""
    record = walk.records['st-agreement']
    walk.open(record, 'Agreements')
    linked = [source for source in record['sources'] if 'url' in source]
    hosts = [re.match('https?://([^/]+)', source['url'])[1] for source in linked]
    reads_each(walk, [f'{host} · ' for host in hosts])
    buttons = {name(node): node.get('Accessible', 'Description') for node in walk.program.nodes(BUTTONS, walk.pane(500))
               if re.fullmatch(walk.words('Open (?!the other).*', '.*を開く'), name(node))}
    assert buttons == {walk.words(f'Open {source["title"]}', f'{source["title"]}を開く'):
                       walk.words(f'Open at {host}', f'{host}で開く') for source, host in zip(linked, hosts, strict=True)}, buttons


def tells_how_a_name_is_read(walk):
    """The family's name is plain in both languages, and how the Japanese is read."""
    walk.open(walk.records['hiroshi-matsumoto'], 'Organisations')
    walk.page_reads(walk.words('MATSUMOTO Hiroshi (松本 紘, まつもと ひろし)', '松本 紘（まつもと ひろし、MATSUMOTO Hiroshi）'))
    reads_each(walk, [walk.words('President of RIKEN', '理化学研究所理事長')])


def reads_a_term_with_its_use(walk):
    """Both words, the reading, how it is used, and who says so."""
    term = next(term for term in walk.files['terms'] if term.get('sources') and term['verified'])
    walk.open(term, 'Glossary')
    reads_each(walk, [term['title']['en'], term['title']['ja'], term['reading'], term['summary'][walk.language],
                      label(walk, 'term_category', term['category']), term['sources'][0]['title']])


def write_records(walk, folder):
    """Calls that are open on the day of the test, a document with a DOI, an agreement that says which text is authentic: none of
    these is bundled. The paths of the files, and the titles of the calls in the order of their last days."""
    def day(days):
        return (date.today() + timedelta(days)).isoformat()
    call = {member: value for member, value in walk.records['opp-msca-dn-2026'].items() if member != 'links'}
    calls = [dict(call, id='own-' + word, title={'en': f'A call, {word}', 'ja': f'公募（{word}）'}, opens_on=day(-60), closes_on=day(days),
                  date={'start': day(-60), 'end': day(days)}) for word, days in (('later', 40), ('sooner', 10), ('past', -3))]
    undated = {member: value for member, value in calls[0].items() if member not in ('opens_on', 'closes_on', 'date')}
    calls.append(dict(undated, id='own-undated', title={'en': 'A call without a day', 'ja': '期日のない公募'}))
    document = dict(walk.files['documents'][0], id='own-document', title={'en': 'A paper of its own', 'ja': '独自の論文'},
                    identifiers=[{'scheme': 'doi', 'value': DOI}])
    agreement = dict(walk.records['st-agreement'], id='own-agreement', title={'en': 'Two texts', 'ja': '二つの正文'}, text_en='authentic',
                     text_ja='unofficial-translation')
    for kind, records in (('opportunity', calls), ('document', [document]), ('agreement', [agreement])):
        Path(folder, kind + '.json').write_text(json.dumps({'format': 1, 'kind': kind, 'records': records}), encoding='utf-8')
    return list(Path(folder).glob('*.json')), [walk.title(calls[1]), walk.title(calls[0])]


def shows_what_no_bundled_record_has(walk):
    """In a profile of its own: the calls that close next are in the order of their days, a DOI is jumped to, and the articles of an
    agreement say which text is authentic."""
    with tempfile.TemporaryDirectory() as folder:
        profile = os.path.join(folder, 'profile')
        files, titles = write_records(walk, folder)
        subprocess.run([os.path.join(walk.build, 'src/cli/mado'), '--profile', profile, 'import', 'records', *files], check=True,
                       capture_output=True)
        program = Program(walk.build, '--profile', profile, 'madoguchi://section/overview', environment={'G_DEBUG': 'fatal-warnings'})
        program.resize(*walk.size)
        closes = walk.words('Closes ', '締切')
        program.find(walk.words('Calls that close next', '締切の近い公募'), seconds=60)
        rows = [name(node) for node in program.nodes(BUTTONS) if closes in name(node)]
        assert [row.startswith(title) for row, title in zip(rows, titles, strict=True)] == [True, True], rows
        program.find(walk.words('A call, past, .*', '公募（past）, .*'), BUTTONS)
        assert not program.saying(walk.words('No call in this edition is open.', 'この版に募集中の公募はありません。'))
        program.press('ctrl+k')
        entry = program.find(walk.words('Jump to a title or a number', '標題または番号で移動'), FIELDS, most=8)
        program.write(entry, 'https://doi.org/' + DOI)
        row = program.find(walk.words('A paper of its own, .*', '独自の論文, .*'), ROWS, most=8)
        wait_for(lambda: 'selected' in states(row), 'the paper to be chosen first')
        program.write(entry, walk.words('Two texts', '二つの正文'))
        row = program.find(walk.words('Two texts, .*', '二つの正文, .*'), ROWS, most=8)
        wait_for(lambda: 'selected' in states(row), 'the agreement to be chosen first')
        program.press('Return')
        program.reads(label(walk, 'text_status', 'authentic'))
        program.reads(label(walk, 'text_status', 'unofficial-translation'))
        assert program.quit() == 0 and not program.warnings(), program.said()


STEPS = [tells_who_may_apply_and_when, says_which_calls_are_closed, lists_what_an_agreement_set_up, names_where_a_link_leads,
         tells_how_a_name_is_read, reads_a_term_with_its_use, shows_what_no_bundled_record_has]
