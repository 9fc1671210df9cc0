#!/usr/bin/python3
"""archives.py MANIFEST FOLDER [CHANGED] : fills the builder's download cache without the public network.

The manifest names upstream's release archives with their checksums. Debian's source packages carry the same bytes under
other names: they come from the mirror that apt uses, and are taken only when the manifest's checksum fits. Where Debian has
other bytes, its own library stands in: CHANGED is the manifest without that module.
"""
import hashlib
import json
import subprocess
import sys
import urllib.request
from pathlib import Path

# The archive's name upstream, and where a Debian mirror has it.
DEBIAN = {
    'libical-3.0.20.tar.gz': 'pool/main/libi/libical3/libical3_3.0.20.orig.tar.gz',
    # Debian takes out files whose licence is not free, and those that autoconf makes: the stand-in carries the library.
    'gmime-3.2.15.tar.xz': None,
}


def mirror():
    """The Debian archive that apt itself would use."""
    known = subprocess.run(['apt-get', 'indextargets', '--format', '$(SITE)', 'Created-By: Packages', 'Origin: Debian'],
                           capture_output=True, text=True, check=True).stdout.split()
    # The archive of security updates has no source of ours.
    return next(site for site in known if 'security' not in site)


def archive_of(module):
    return next((source for source in module['sources'] if source['type'] == 'archive'), None)


def fetch(source, name, folder):
    path = Path(folder, source['sha256'], name)
    if path.exists():
        return
    address = f'{mirror().rstrip("/")}/{DEBIAN[name]}'
    with urllib.request.urlopen(address, timeout=60) as answer:
        content = answer.read()
    found = hashlib.sha256(content).hexdigest()
    if found != source['sha256']:
        sys.exit(f'archives: {address} is not what the manifest wants: {found} for {source["sha256"]}')
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print(f'{name} from {address}')


def main(manifest, folder, changed=None):
    whole = json.loads(Path(manifest).read_text(encoding='utf-8'))
    kept = []
    for module in whole['modules']:
        source = archive_of(module)
        name = source and source['url'].rsplit('/', 1)[1]
        if source and name not in DEBIAN:
            sys.exit(f'archives: {__file__} does not know where a Debian mirror has {name}: add a row')
        if source and not DEBIAN[name]:
            print(f'{name}: Debian has other bytes, so its own library stands in for the module {module["name"]}')
            continue
        if source:
            fetch(source, name, folder)
        kept.append(module)
    if changed:
        Path(changed).write_text(json.dumps(dict(whole, modules=kept), indent=2), encoding='utf-8')


if __name__ == '__main__':
    main(*sys.argv[1:])
