"""Interface files: sound XML, ids used once, words that can be translated, names for what has only a picture."""
import re
from xml.etree import ElementTree

SHOWN = {'label', 'title', 'subtitle', 'description', 'tooltip-text', 'placeholder-text'}
NAMED = {'GtkButton', 'GtkToggleButton', 'GtkMenuButton', 'GtkCheckButton'}


def parsed(tree):
    """Each interface file with its root, those that are sound XML."""
    for path in tree.files(r'src/.*\.ui'):
        try:
            yield path, ElementTree.fromstring(tree[path])
        except ElementTree.ParseError:
            continue


def check_sound(tree):
    found = []
    for path in tree.files(r'src/.*\.ui'):
        try:
            ElementTree.fromstring(tree[path])
        except ElementTree.ParseError as error:
            found.append(f'{path}:{error.position[0]}: {error}')
    return found


def check_ids(tree):
    found = []
    for path, root in parsed(tree):
        seen = set()
        for element in root.iter():
            name = element.get('id')
            if element.tag in ('object', 'menu') and name:
                if name in seen:
                    found.append(f'{path}: the id "{name}" is given twice')
                seen.add(name)
    return found


def check_translatable(tree):
    found = []
    for path, root in parsed(tree):
        for element in root.iter():
            name = (element.get('name') or '').replace('_', '-')
            if (element.tag in ('property', 'attribute') and name in SHOWN
                    and re.search(r'[A-Za-z]{2}', element.text or '') and not len(element)
                    and element.get('translatable') not in ('yes', 'true', 'no')):
                found.append(f'{path}: {name} "{element.text}" is not marked translatable="yes"')
    return found


def properties(element):
    return {(child.get('name') or '').replace('_', '-') for child in element if child.tag == 'property'}


def check_named(tree):
    found = []
    for path, root in parsed(tree):
        for element in root.iter('object'):
            if element.get('class') not in NAMED or 'icon-name' not in properties(element):
                continue
            if not any('label' in properties(child) or 'labelled-by' in
                       {(relation.get('name') or '') for relation in child}
                       for child in element if child.tag == 'accessibility'):
                found.append(f'{path}: the {element.get("class")} "{element.get("id") or "without id"}" shows only '
                             'an icon and has no accessible label')
    return found


def ui(text):
    return lambda tree: tree.with_file('src/app/mado-planted.ui', f'<interface>{text}</interface>\n')


RULES = [
    ('every-interface-file-is-sound', check_sound, [
        ('an-element-left-open', ui('<object class="GtkBox">'), 'mado-planted.ui:1'),
    ]),
    ('an-id-is-given-once', check_ids, [
        ('an-id-given-twice', ui('<object class="GtkBox" id="a"/><object class="GtkBox" id="a"/>'), '"a" is given twice'),
    ]),
    ('what-is-shown-can-be-translated', check_translatable, [
        ('a-label-without-mark', ui('<object class="GtkLabel"><property name="label">Cases</property></object>'),
         'label "Cases"'),
    ]),
    ('a-button-with-an-icon-has-a-name', check_named, [
        ('a-nameless-button',
         ui('<object class="GtkButton" id="star"><property name="icon-name">starred-symbolic</property></object>'),
         'the GtkButton "star"'),
    ]),
]
