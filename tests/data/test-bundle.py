# SPDX-License-Identifier: GPL-3.0-or-later
"""The bundled records: every file against its schema, and what no schema can say. Each rule is then broken in a copy,
and must be heard. Arguments: the folder of the schemas, the folder of the records."""
import copy
import datetime
import json
import re
import sys
import zoneinfo
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators

try:
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012
except ImportError:
    # Before jsonschema 4.18.
    from jsonschema import RefResolver
    Registry = None

FILES = {
    'agreement': 'agreements.json', 'answer': 'answers.json', 'dialogue': 'dialogue.json',
    'document': 'documents.json', 'event': 'events.json', 'figure': 'figures.json', 'news': 'news.json',
    'opportunity': 'opportunities.json', 'organisation': 'organisations.json', 'person': 'people.json',
    'project': 'projects.json', 'term': 'terms.json', 'theme': 'themes.json',
}
SYMMETRIC = {'related', 'same-as'}
# Pairs of members of a record whose order in time is fixed.
ORDERED = [('adopted_on', 'in_force_on'), ('signed_on', 'in_force_on'), ('signed_on', 'provisional_from'),
           ('opens_on', 'closes_on')]


def days(text):
    """The first and the last day that a date of the files may mean; ValueError when there is none."""
    parts = [int(part) for part in text.split('-')]
    if not 1900 <= parts[0] <= 9998:
        raise ValueError(text)
    year, month, day = (parts + [None, None])[:3]
    first = datetime.date(year, month or 1, day or 1)
    if day:
        return first, first
    following = datetime.date(year + 1, 1, 1) if not month or month == 12 else datetime.date(year, month + 1, 1)
    return first, following - datetime.timedelta(days=1)


class Bundle:
    """All records, by file and by id, and the words that they may use."""

    def __init__(self, folder):
        self.text = {path.name: path.read_text(encoding='utf-8') for path in sorted(folder.glob('*.json'))}
        self.data = {name: json.loads(text) for name, text in self.text.items()}

    def prepare(self):
        self.kinds = {record['id']: kind for kind, file in FILES.items() for record in self.records(kind)
                      if isinstance(record.get('id'), str)}
        self.words = {name: {word.get('id') for word in words}
                      for name, words in self.data['vocabulary.json']['lists'].items()}
        return self

    def records(self, kind):
        return self.data[FILES[kind]]['records']

    def everything(self):
        for kind in FILES:
            for record in self.records(kind):
                yield kind, record


class Schemas:
    """The schemas, with the two keywords that look beyond a file."""

    def __init__(self, folder):
        self.store = {path.name: json.loads(path.read_text(encoding='utf-8')) for path in folder.glob('*.json')}
        self.formats = FormatChecker(formats=())
        self.formats.checks('precision-date', raises=ValueError)(lambda text: bool(days(text)))

    def validator(self, schema, bundle):
        def in_list(_validator, name, value, _schema):
            if value not in bundle.words.get(name, ()):
                yield ValidationError(f'{value!r} is not in the list {name}')

        def refers(_validator, kind, value, _schema):
            if bundle.kinds.get(value) != kind and (kind != 'record' or value not in bundle.kinds):
                yield ValidationError(f'{value!r} is no {kind}')

        made = validators.extend(Draft202012Validator, {'list': in_list, 'reference': refers})
        if Registry is None:
            resolver = RefResolver(schema.get('$id', ''), schema, store=self.store)
            return made(schema, resolver=resolver, format_checker=self.formats)
        registry = Registry().with_resources((name, DRAFT202012.create_resource(one)) for name, one in self.store.items())
        return made(schema, registry=registry, format_checker=self.formats)

    def check(self):
        for name, schema in self.store.items():
            Draft202012Validator.check_schema(schema)
            if schema['$id'] != name:
                yield f'{name}: $id is {schema["$id"]}'


def say(name, error):
    return f'{name}: {"/".join(map(str, error.absolute_path))}: {error.message[:200]}'


def check_schemas(bundle, schemas):
    yield from schemas.check()


def check_files(bundle, schemas):
    """Each file as a whole; strictly each record: no member that its kind does not have."""
    for name in ('vocabulary', 'edition'):
        for error in schemas.validator(schemas.store[f'{name}.json'], bundle).iter_errors(bundle.data[f'{name}.json']):
            yield say(name, error)
    for kind, file in FILES.items():
        head = {key: value for key, value in bundle.data[file].items() if key != 'records'}
        if head != {'format': 1, 'kind': kind}:
            yield f'{file}: is not of format 1 and kind {kind}'
        strict = {'$id': f'strict-{kind}.json', '$ref': f'{kind}.json#/$defs/record', 'unevaluatedProperties': False}
        validator = schemas.validator(strict, bundle)
        for record in bundle.records(kind):
            for error in validator.iter_errors(record):
                yield say(record.get('id', file), error)


def check_layout(bundle, schemas):
    for name, data in bundle.data.items():
        if bundle.text[name] != json.dumps(data, indent=2, ensure_ascii=False) + '\n':
            yield f'{name}: is not laid out with two spaces, each name once, and a newline at the end'
    if set(bundle.data) != set(FILES.values()) | {'vocabulary.json', 'edition.json'}:
        yield 'there is a file too many or too few'


def check_ids(bundle, schemas):
    seen = set()
    for kind in FILES:
        ids = [record['id'] for record in bundle.records(kind)]
        if ids != sorted(ids):
            yield f'{kind}: ids are not sorted'
        for name in ids:
            if name in seen:
                yield f'{name}: stands twice'
            seen.add(name)


def check_order_of_dates(bundle, schemas):
    for kind, record in bundle.everything():
        pairs = [(record.get(a), record.get(b), f'{a}, {b}') for a, b in ORDERED]
        pairs.append((record.get('date', {}).get('start'), record.get('date', {}).get('end'), 'date'))
        pairs += [(item['from'], item.get('until'), 'eligibility') for item in record.get('eligibility', ())]
        for start, end, what in pairs:
            if start and end and days(start)[0] > days(end)[1]:
                yield f'{record["id"]}: {what}: {start} is after {end}'


def check_closing_times(bundle, schemas):
    zones = zoneinfo.available_timezones()
    for record in bundle.records('opportunity'):
        if 'closes_at' in record:
            moment, zone = record['closes_at'].split(' ')
            if zone not in zones:
                yield f'{record["id"]}: {zone} is no time zone'
            if datetime.datetime.fromisoformat(moment).date().isoformat() != record['closes_on']:
                yield f'{record["id"]}: closes_at is not on the day of closes_on'


def check_paragraphs(bundle, schemas):
    for kind, record in bundle.everything():
        body = record.get('body', {'en': [], 'ja': []})
        if len(body['en']) != len(body['ja']):
            yield f'{record["id"]}: {len(body["en"])} paragraphs in English, {len(body["ja"])} in Japanese'


def check_languages(bundle, schemas):
    """Japanese holds Japanese, unless it is a name that has no other form; English holds none but what it quotes."""
    kana = re.compile('[\u3041-\u30ff\u4e00-\u9fff]')
    for kind, record in bundle.everything():
        if not kana.search(record['summary']['ja']):
            yield f'{record["id"]}: the Japanese summary is not Japanese'
        if len(kana.findall(record['summary']['en'])) * 2 > len(record['summary']['en']):
            yield f'{record["id"]}: the English summary is not English'


def check_links(bundle, schemas):
    """A relation is stored once, on one side; the symmetric ones on the smaller id."""
    seen = set()
    for kind, record in bundle.everything():
        for link in record.get('links', ()):
            source, target, rel = record['id'], link['to'], link['rel']
            if source == target:
                yield f'{source}: is linked to itself'
            if rel in SYMMETRIC and source > target:
                yield f'{source}: {rel} {target} belongs on {target}'
            if (source, rel, target) in seen or (target, rel, source) in seen:
                yield f'{source}: {rel} {target} is stored twice'
            seen.add((source, rel, target))


def check_participants(bundle, schemas):
    for kind, record in bundle.everything():
        pairs = [(each['organisation'], each['role']) for each in record.get('participants', ())]
        if len(pairs) != len(set(pairs)):
            yield f'{record["id"]}: a participant stands twice with one role'


def check_numbers(bundle, schemas):
    seen = {}
    for kind, record in bundle.everything():
        if 'number' in record:
            other = seen.setdefault((record['series'], record['number']), record['id'])
            if other != record['id']:
                yield f'{record["id"]}: has the number of {other} in the series {record["series"]}'


def check_conflicts(bundle, schemas):
    for kind, record in bundle.everything():
        for conflict in record.get('conflicts', ()):
            if 'field' in conflict and conflict['field'] not in record:
                yield f'{record["id"]}: the conflict is about {conflict["field"]}, which the record has not'


def check_ranges(bundle, schemas):
    for record in bundle.records('figure'):
        if 'value_min' in record and not record['value_min'] < record['value']:
            yield f'{record["id"]}: value_min is not below value'


def check_words(bundle, schemas):
    """Within a list no id and no label twice, Japanese counters of units excepted."""
    for name, words in bundle.data['vocabulary.json']['lists'].items():
        for key in ('id', 'en', 'ja'):
            values = [word[key].casefold() for word in words]
            doubled = {value for value in values if values.count(value) > 1}
            if doubled and (name, key) != ('unit', 'ja'):
                yield f'vocabulary: {name}: {key} {sorted(doubled)} twice'


def check_kinds(bundle, schemas):
    if bundle.words['kind'] != set(FILES):
        yield 'vocabulary: the list of kinds is not that of the files'


def find(bundle, kind, test):
    return next(record for record in bundle.records(kind) if test(record))


def plant(rule, kind, test, change):
    """A change of the first record of a kind that passes a test."""
    def apply(bundle):
        change(find(bundle, kind, test))
    return rule, apply


def anything(record):
    return True


def has(*members):
    return lambda record: all(member in record for member in members)


def put(**members):
    return lambda record: record.update(members)


def drop(member):
    return lambda record: record.pop(member)


def swap_first_ids(bundle):
    records = bundle.records('theme')
    records[0], records[1] = records[1], records[0]


def double_a_word(bundle):
    words = bundle.data['vocabulary.json']['lists']['status']
    words[0]['en'] = words[1]['en'].upper()


def double_a_link(bundle):
    record = find(bundle, 'project', has('links'))
    link = record['links'][0]
    other = find(bundle, bundle.kinds[link['to']], lambda each: each['id'] == link['to'])
    other.setdefault('links', []).append({'rel': link['rel'], 'to': record['id']})


def double_a_number(bundle):
    for record in bundle.records('dialogue'):
        if record.get('series') == 'st-joint-committee':
            record['number'] = 1


PLANTS = {
    'a-date-that-does-not-exist': plant(check_files, 'agreement', has('signed_on'), put(signed_on='2023-02-30')),
    'a-date-out-of-all-bounds': plant(check_files, 'agreement', has('signed_on'), put(signed_on='9999-99-99')),
    'a-date-in-words': plant(check_files, 'agreement', has('signed_on'), put(signed_on='since September 2014')),
    'a-date-before-1900': plant(check_files, 'agreement', has('signed_on'), put(signed_on='1899')),
    'a-period-as-a-string': plant(check_files, 'agreement', has('date'), put(date='2009')),
    'a-period-without-ends': plant(check_files, 'agreement', has('date'), put(date={})),
    'an-unknown-member': plant(check_files, 'agreement', anything, put(planet='mars')),
    'another-kinds-member': plant(check_files, 'theme', anything, put(signed_on='2009')),
    'an-unknown-member-of-a-value': plant(check_files, 'theme', anything,
                                          put(title={'en': 'A', 'ja': 'あ', 'fr': 'A'})),
    'a-member-that-is-null': plant(check_files, 'theme', anything, put(place=None)),
    'an-empty-text': plant(check_files, 'theme', anything, put(title={'en': ' ', 'ja': 'あ'})),
    'a-missing-language': plant(check_files, 'theme', anything, put(title={'en': 'A'})),
    'an-empty-list': plant(check_files, 'theme', anything, put(sources=[])),
    'a-word-twice': plant(check_files, 'answer', anything, put(audience=['ura', 'ura'])),
    'a-missing-type': plant(check_files, 'agreement', anything, drop('type')),
    'missing-sources': plant(check_files, 'project', anything, drop('sources')),
    'missing-sources-of-a-verified-term': plant(check_files, 'term', lambda each: each['verified'], drop('sources')),
    'missing-themes': plant(check_files, 'project', anything, drop('themes')),
    'a-word-outside-its-list': plant(check_files, 'agreement', anything, put(status='dormant')),
    'a-role-outside-its-list': plant(check_files, 'agreement', anything,
                                     put(participants=[{'organisation': 'mofa', 'role': 'guest'}])),
    'an-organisation-that-is-none': plant(check_files, 'agreement', anything,
                                          put(participants=[{'organisation': 'st-agreement', 'role': 'party'}])),
    'a-link-to-nowhere': plant(check_files, 'agreement', anything, put(links=[{'rel': 'under', 'to': 'nowhere'}])),
    'a-theme-that-is-none': plant(check_files, 'agreement', anything, put(themes=['mofa'])),
    'an-id-in-capitals': plant(check_files, 'theme', anything, put(id='Water')),
    'an-id-that-is-too-long': plant(check_files, 'theme', anything, put(id='a' * 201)),
    'a-number-with-a-fraction': plant(check_files, 'figure', anything, put(value=1.5)),
    'a-number-beyond-64-bits': plant(check_files, 'figure', anything, put(value=2 ** 63)),
    'a-number-without-a-series': plant(check_files, 'dialogue', has('series', 'number'), drop('series')),
    'a-lower-end-without-a-range': plant(check_files, 'figure', lambda each: each['qualifier'] == 'exact',
                                         put(value_min=1)),
    'a-range-without-a-lower-end': plant(check_files, 'figure', has('value_min'), drop('value_min')),
    'a-renewal-verified-without-a-renewal': plant(check_files, 'agreement', has('renewal_verified'), drop('renewal')),
    'money-in-no-currency': plant(check_files, 'project', anything, put(budget={'minor_units': 1, 'currency': 'QQQ'})),
    'a-link-to-a-script': plant(check_files, 'theme', anything, put(
        sources=[{'title': 'A', 'accessed': '2026', 'url': 'javascript:alert(1)'}])),
    'a-reading-that-is-no-kana': plant(check_files, 'term', anything, put(reading='yomi')),
    'a-conflict-without-values': plant(check_files, 'agreement', has('conflicts'),
                                       lambda each: each['conflicts'][0]['values'].clear()),
    'a-kind-that-is-not-the-files': plant(check_files, 'theme', anything, put(kind='term')),
    'a-record-out-of-order': (check_ids, swap_first_ids),
    'an-id-twice': plant(check_ids, 'theme', anything, put(id='mofa')),
    'an-end-before-its-start': plant(check_order_of_dates, 'agreement', has('date'),
                                     put(date={'start': '2010', 'end': '2009-12-31'})),
    'a-signature-after-entry-into-force': plant(check_order_of_dates, 'agreement', has('signed_on', 'in_force_on'),
                                                put(signed_on='2030')),
    'a-closing-time-on-another-day': plant(check_closing_times, 'opportunity', has('closes_at'),
                                           put(closes_on='2001-01-01')),
    'a-zone-that-is-none': plant(check_closing_times, 'opportunity', has('closes_at'),
                                 put(closes_at='2026-11-24T17:00 Europe/Atlantis')),
    'a-paragraph-without-its-translation': plant(check_paragraphs, 'project', has('body'),
                                                 lambda each: each['body']['ja'].pop()),
    'english-in-the-place-of-japanese': plant(check_languages, 'theme', anything,
                                              put(summary={'en': 'A', 'ja': 'A'})),
    'a-link-stored-on-both-sides': (check_links, double_a_link),
    'a-symmetric-link-on-the-larger-id': plant(check_links, 'term', lambda each: each['id'].startswith('g-t'),
                                               put(links=[{'rel': 'related', 'to': 'aei'}])),
    'a-participant-twice': plant(check_participants, 'agreement', anything,
                                 lambda each: each['participants'].append(dict(each['participants'][0]))),
    'a-number-twice-in-a-series': (check_numbers, double_a_number),
    'a-conflict-about-nothing': plant(check_conflicts, 'agreement', has('conflicts'),
                                      lambda each: each['conflicts'][0].update(field='number')),
    'a-range-that-is-none': plant(check_ranges, 'figure', has('value_min'), put(value_min=10 ** 9)),
    'a-label-twice': (check_words, double_a_word),
}
RULES = [check_schemas, check_files, check_layout, check_ids, check_order_of_dates, check_closing_times,
         check_paragraphs, check_languages, check_links, check_participants, check_numbers, check_conflicts,
         check_ranges, check_words, check_kinds]


def break_copy(bundle, change):
    """A copy with the change, cut down to the records that it touched: the rest has been checked."""
    broken = copy.copy(bundle)
    broken.data = copy.deepcopy(bundle.data)
    change(broken)
    return broken.prepare()


def only_changed(broken, bundle):
    for file in FILES.values():
        old = bundle.data[file]['records']
        broken.data[file]['records'] = [record for record, before in zip(broken.data[file]['records'], old)
                                        if record != before]
    return broken


def main():
    schemas, bundle = Schemas(Path(sys.argv[1])), Bundle(Path(sys.argv[2])).prepare()
    failed = False
    count = 0

    def report(name, faults):
        nonlocal failed, count
        count += 1
        for fault in faults[:20]:
            print(f'# {fault}')
        failed |= bool(faults)
        print(f'{"not ok" if faults else "ok"} {count} /data/bundle/{name}')

    print(f'1..{len(RULES) + len(PLANTS)}')
    for rule in RULES:
        report(rule.__name__[6:].replace('_', '-'), list(rule(bundle, schemas)))
    for name, (rule, change) in PLANTS.items():
        broken = break_copy(bundle, change)
        if rule is check_files:
            broken = only_changed(broken, bundle)
        report(f'refuses-{name}', [] if list(rule(broken, schemas)) else ['nothing was said'])
    return failed


if __name__ == '__main__':
    sys.exit(main())
