#!/usr/bin/python3
"""archives.py MANIFEST FOLDER : fills the builder's download cache without the public network.

The manifest names upstream's release archives with their checksums. Debian's source packages carry the same bytes under
other names: they come from the mirror that apt uses, and are taken only when the manifest's checksum fits.
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
}


def mirror():
    """The Debian archive that apt itself would use."""
    known = subprocess.run(['apt-get', 'indextargets', '--format', '$(SITE)', 'Created-By: Packages', 'Origin: Debian'],
                           capture_output=True, text=True, check=True).stdout.split()
    # The archive of security updates has no source of ours.
    return next(site for site in known if 'security' not in site)


def sources(manifest):
    for module in json.loads(Path(manifest).read_text(encoding='utf-8'))['modules']:
        yield from (source for source in module['sources'] if source['type'] == 'archive')


def main(manifest, folder):
    for source in sources(manifest):
        name = source['url'].rsplit('/', 1)[1]
        path = Path(folder, source['sha256'], name)
        if path.exists():
            continue
        if name not in DEBIAN:
            sys.exit(f'archives: {__file__} does not know where a Debian mirror has {name}: add a row')
        address = f'{mirror().rstrip("/")}/{DEBIAN[name]}'
        with urllib.request.urlopen(address, timeout=60) as answer:
            content = answer.read()
        found = hashlib.sha256(content).hexdigest()
        if found != source['sha256']:
            sys.exit(f'archives: {address} is not what the manifest wants: {found} for {source["sha256"]}')
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f'{name} from {address}')


if __name__ == '__main__':
    main(*sys.argv[1:])
