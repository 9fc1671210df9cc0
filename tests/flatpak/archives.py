#!/usr/bin/python3
"""archives.py MANIFEST FOLDER [CHANGED] : fills the builder's download cache without the public network.

The manifest names upstream's release archives with their checksums. Debian's source packages carry the same bytes under
other names: they come from the mirror that apt uses, and are taken only when the checksum fits. Where Debian has packed a
release anew, the checksum is that of Debian's archive, and CHANGED is the manifest with that archive in the place of
upstream's; the module is built from it all the same.
"""
import hashlib
import json
import subprocess
import sys
import urllib.request
from pathlib import Path

# The archive's name upstream, where a Debian mirror has it, and where the bytes differ, their SHA-256 and what has to be
# done before the module is built as the manifest says.
DEBIAN = {
    'libical-3.0.20.tar.gz': ('pool/main/libi/libical3/libical3_3.0.20.orig.tar.gz', None, ()),
    # Debian takes out files whose licence is not free, and those that autoconf makes.
    'gmime-3.2.15.tar.xz': ('pool/main/g/gmime/gmime_3.2.15+dfsg.orig.tar.xz',
                            'd6c4445a2630f12f704eab3f764aef1a240dabb467c198e14b312ed9767e23e4',
                            ('touch ChangeLog', 'autoreconf --force --install')),
}


def mirror():
    """The Debian archive that apt itself would use."""
    known = subprocess.run(['apt-get', 'indextargets', '--format', '$(SITE)', 'Created-By: Packages', 'Origin: Debian'],
                           capture_output=True, text=True, check=True).stdout.split()
    # The archive of security updates has no source of ours.
    return next(site for site in known if 'security' not in site)


def fetch(path, checksum, folder):
    """Puts a file of the mirror where the builder looks for what it has downloaded; answers its address."""
    address = f'{mirror().rstrip("/")}/{path}'
    kept = Path(folder, checksum, address.rsplit('/', 1)[1])
    if not kept.exists():
        with urllib.request.urlopen(address, timeout=60) as answer:
            content = answer.read()
        found = hashlib.sha256(content).hexdigest()
        if found != checksum:
            sys.exit(f'archives: {address} is not what is wanted: {found} for {checksum}')
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(content)
        print(f'{kept.name} from {address}')
    return address


def provide(source, folder):
    """The sources that take the place of one archive of upstream's, all of them in the folder."""
    name = source['url'].rsplit('/', 1)[1]
    if name not in DEBIAN:
        sys.exit(f'archives: {__file__} does not know where a Debian mirror has {name}: add a row')
    path, checksum, commands = DEBIAN[name]
    address = fetch(path, checksum or source['sha256'], folder)
    if checksum:
        print(f'{name}: Debian has packed it anew, so that the module is built from {path.rsplit("/", 1)[1]}')
        return [dict(source, url=address, sha256=checksum), {'type': 'shell', 'commands': list(commands)}]
    # The same bytes, under the name that the builder looks for.
    kept = Path(folder, source['sha256'])
    (kept / name).write_bytes((kept / path.rsplit('/', 1)[1]).read_bytes())
    return [source]


def main(manifest, folder, changed=None):
    whole = json.loads(Path(manifest).read_text(encoding='utf-8'))
    for module in whole['modules']:
        module['sources'] = [wanted for source in module['sources']
                             for wanted in (provide(source, folder) if source['type'] == 'archive' else [source])]
    if changed:
        Path(changed).write_text(json.dumps(whole, indent=2), encoding='utf-8')


if __name__ == '__main__':
    main(*sys.argv[1:])
