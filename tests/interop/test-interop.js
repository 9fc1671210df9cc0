// SPDX-License-Identifier: GPL-3.0-or-later
// test-interop.js TUF-CLIENT MAKE-REPOSITORY MADO : our client reads what @tufjs/repo-mock and @tufjs/models made, good and
// tampered; tuf-js reads what we signed.
'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFile, execFileSync } = require('child_process');
const mock = require('@tufjs/repo-mock');
const { Updater } = require('tuf-js');
const { KINDS, Repository, Signer, serve, TOP } = require('./repository.js');

const [CLIENT, MAKE, MADO] = process.argv.slice(2);
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'mado-interop-'));
let n_folders = 0;

function makeFolder() {
  const folder = path.join(work, String(n_folders++));
  fs.mkdirSync(folder);
  return folder;
}

// Our client with a folder of its own, started with @root, against a server of @files.
class Client {
  constructor(root, server) {
    this.metadata = makeFolder();
    this.targets = makeFolder();
    this.server = server;
    const file = path.join(makeFolder(), 'root.json');
    fs.writeFileSync(file, root);
    this.started = this.run('init', file);
  }

  run(...words) {
    const command = ['--metadata-dir', this.metadata, '--metadata-url', `${this.server.base}/metadata`, ...words];
    return new Promise(resolve => {
      execFile(CLIENT, command, (error, out, said) => resolve({ good: !error, said: String(said) }));
    });
  }

  async refresh() {
    await this.started;
    return this.run('refresh');
  }

  async download(...names) {
    await this.started;
    const words = names.flatMap(name => ['--target-name', name]);
    return this.run(...words, '--target-base-url', `${this.server.base}/targets/`, '--target-dir', this.targets, 'download');
  }

  version(role) {
    const file = path.join(this.metadata, `${role}.json`);
    return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file)).signed.version : 0;
  }

  contents() {
    return fs.readdirSync(this.targets).map(name => fs.readFileSync(path.join(this.targets, name), 'utf8')).sort();
  }
}

async function withClient(root, files, body) {
  const server = await serve(files);
  try {
    await body(new Client(root, server), server);
  } finally {
    server.close();
  }
}

async function expectGood(promise) {
  const { good, said } = await promise;
  assert.ok(good, said);
}

async function expectRefused(promise, words) {
  const { good, said } = await promise;
  assert.ok(!good, 'it was accepted');
  assert.match(said, words);
}

function makePlain(options) {
  const repository = new Repository(options);
  repository.addTarget('hello.txt', 'hello');
  repository.addTarget('path/to/b.txt', 'b');
  return repository;
}

const tests = {};

tests['reads-a-repository-of-repo-mock'] = async () => {
  const made = mock.initializeTUFRepo([{ name: 'hello.txt', content: Buffer.from('hello') }]);
  const handlers = mock.tufHandlers(made, {});
  const files = new Map();
  for (const handler of handlers) {
    const { statusCode, response } = handler.fn();
    if (statusCode === 200)
      files.set(handler.path, Buffer.from(response));
  }
  await withClient(JSON.stringify(made.rootMeta.toJSON()), files, async client => {
    await expectGood(client.download('hello.txt'));
    assert.deepStrictEqual(client.contents(), ['hello']);
    await expectRefused(client.download('other.txt'), /nobody who may has signed/);
  });
};

for (const kind of Object.keys(KINDS)) {
  for (const consistent of [true, false]) {
    tests[`reads-what-${kind}-signed-${consistent ? 'in-a-consistent-snapshot' : 'under-fixed-names'}`] = async () => {
      const repository = makePlain({ kind, consistent });
      await withClient(repository.publish(), repository.files, async client => {
        await expectGood(client.download('hello.txt', 'path/to/b.txt'));
        assert.deepStrictEqual(client.contents(), ['b', 'hello']);
      });
    };
  }
}

tests['asks-for-nothing-twice'] = async () => {
  const repository = makePlain();
  await withClient(repository.publish(), repository.files, async (client, server) => {
    await expectGood(client.download('hello.txt'));
    server.asked.length = 0;
    await expectGood(client.download('hello.txt'));
    assert.deepStrictEqual(server.asked, ['/metadata/2.root.json', '/metadata/timestamp.json']);
  });
};

tests['takes-members-that-it-does-not-know-into-the-signed-form'] = async () => {
  const repository = makePlain();
  repository.targets.unrecognizedFields['x-窓口'] = { text: 'a "quoted" \\ word\nand a line\t', list: [1, -2, null, true, {}] };
  repository.targets.unrecognizedFields['\u{fb01}'] = '\u{1d11e}\u0001\u007f';
  await withClient(repository.publish(), repository.files, async client => expectGood(client.refresh()));
};

tests['follows-roots-with-a-threshold'] = async () => {
  const repository = makePlain();
  const keys = [0, 1, 2, 3].map(() => new Signer());
  repository.signers.root = keys.slice(0, 3);
  repository.threshold.root = 2;
  const first = repository.putRoot();
  repository.signers.root = keys.slice(1);
  repository.rootSigners = [keys[1], keys[3], keys[0]];
  repository.putRoot();
  repository.rootSigners = [keys[3], keys[2]];
  repository.publish();
  await withClient(first, repository.files, async client => {
    await expectGood(client.refresh());
    assert.strictEqual(client.version('root'), 3);
    repository.rootSigners = [keys[3]];
    repository.putRoot();
    await expectRefused(client.refresh(), /: root\.json: 1 of the keys .* 2 have to/);
    assert.strictEqual(client.version('root'), 3);
  });
};

tests['looks-targets-up-in-delegated-roles'] = async () => {
  const repository = makePlain();
  const a = repository.delegate('A', { paths: ['a/*'] });
  const b = repository.delegate('B', { paths: ['*', 'a/*'], terminating: true });
  const c = repository.delegate('C', { from: a, paths: ['a/c*'], signer: new Signer('P-256') });
  repository.delegate('D', { paths: ['*'] });
  repository.addTarget('a/1', 'one', a);
  repository.addTarget('a/c1', 'two', c);
  repository.addTarget('a/b1', 'three', b);
  repository.addTarget('a/c1', 'wrong', b);
  repository.addTarget('d1', 'wrong', repository.delegated.D);
  await withClient(repository.publish(), repository.files, async (client, server) => {
    await expectGood(client.download('a/1', 'a/c1', 'a/b1'));
    assert.deepStrictEqual(client.contents(), ['one', 'three', 'two']);
    await expectRefused(client.download('d1'), /nobody who may/);
    assert.ok(!server.asked.includes('/metadata/1.D.json'));
  });
};

tests['looks-targets-up-in-bins'] = async () => {
  const repository = makePlain();
  const bins = repository.delegateBins('bin', 5);
  for (let i = 0; i < 20; i++)
    repository.addTarget(`file-${i}`, `content ${i}`, repository.delegated[bins.getRoleForTarget(`file-${i}`)]);
  await withClient(repository.publish(), repository.files, async client => {
    await expectGood(client.download(...[...Array(20).keys()].map(i => `file-${i}`)));
    assert.strictEqual(client.contents().length, 20);
  });
};

tests['looks-targets-up-by-their-digest'] = async () => {
  const repository = makePlain();
  const low = repository.delegate('low', { pathHashPrefixes: ['0', '1', '2', '3', '4', '5', '6', '7'] });
  const high = repository.delegate('high', { pathHashPrefixes: ['8', '9', 'a', 'b', 'c', 'd', 'e', 'f'] });
  for (let i = 0; i < 8; i++) {
    const mine = repository.targets.delegations.roles.low.isDelegatedPath(`file-${i}`);
    repository.addTarget(`file-${i}`, `content ${i}`, mine ? low : high);
  }
  await withClient(repository.publish(), repository.files, async client => {
    await expectGood(client.download(...[...Array(8).keys()].map(i => `file-${i}`)));
    assert.strictEqual(client.contents().length, 8);
  });
};

for (const role of TOP.slice(1)) {
  tests[`refuses-a-${role}-with-a-bit-flipped`] = async () => {
    const repository = makePlain({ hashes: false });
    const root = repository.publish();
    const address = [...repository.files.keys()].find(name => name.endsWith(`${role}.json`));
    const good = repository.files.get(address);
    await withClient(root, repository.files, async client => {
      for (let at = 0; at < good.length; at += Math.ceil(good.length / 8)) {
        const bad = Buffer.from(good);
        bad[at] ^= 1;
        repository.files.set(address, bad);
        const space = value => JSON.stringify(JSON.parse(value));
        try {
          if (space(bad) === space(good))
            continue;
        } catch { /* it is no JSON any more */ }
        await expectRefused(client.refresh(), new RegExp(role));
      }
      repository.files.set(address, good);
      await expectGood(client.refresh());
    });
  };

  tests[`refuses-a-${role}-that-a-stranger-signed`] = async () => {
    const repository = makePlain();
    const root = repository.putRoot();
    repository.signers[role] = [new Signer()];
    repository.put('targets', repository.targets);
    repository.putSnapshot();
    repository.putTimestamp();
    await withClient(root, repository.files,
      async client => expectRefused(client.refresh(), new RegExp(`${role}\\.json: 0 of the keys`)));
  };

  tests[`refuses-a-${role}-that-has-expired`] = async () => {
    const repository = makePlain();
    repository.expires[role] = -1;
    await withClient(repository.publish(), repository.files,
      async client => expectRefused(client.refresh(), new RegExp(`${role}\\.json: it was valid until`)));
  };
}

tests['refuses-what-goes-back'] = async () => {
  const repository = makePlain();
  const root = repository.publish();
  repository.putSnapshot();
  repository.putTimestamp();
  await withClient(root, repository.files, async client => {
    await expectGood(client.refresh());
    repository.putTimestamp(1);
    await expectRefused(client.refresh(), /older than version 2/);
    repository.putSnapshot(1);
    repository.putTimestamp(3);
    await expectRefused(client.refresh(), /it names an older snapshot/);
    assert.deepStrictEqual(['timestamp', 'snapshot'].map(role => client.version(role)), [2, 2]);
  });
};

tests['refuses-targets-of-another-day'] = async () => {
  const repository = makePlain();
  const root = repository.publish();
  const yesterday = repository.files.get('/metadata/1.targets.json');
  repository.put('targets', repository.targets);
  repository.putSnapshot();
  repository.putTimestamp();
  repository.files.set('/metadata/2.targets.json', yesterday);
  await withClient(root, repository.files,
    async client => expectRefused(client.refresh(), /targets\.json: its sha256 is not the one/));
};

tests['counts-one-key-under-two-names-once'] = async () => {
  const repository = makePlain();
  const [signer] = repository.signers.timestamp;
  repository.signers.timestamp = [signer, signer.alias('00ff')];
  repository.threshold.timestamp = 2;
  await withClient(repository.publish(), repository.files,
    async client => expectRefused(client.refresh(), /timestamp\.json: 1 of the keys .* 2 have to/));
};

tests['refuses-a-file-that-was-changed'] = async () => {
  const repository = makePlain();
  const root = repository.publish();
  const address = [...repository.files.keys()].find(name => name.endsWith('.hello.txt'));
  await withClient(root, repository.files, async client => {
    repository.files.set(address, Buffer.from('HELLO'));
    await expectRefused(client.download('hello.txt'), /its sha256 is not the one/);
    repository.files.set(address, Buffer.from('hello, and more'));
    await expectRefused(client.download('hello.txt'), /more than the 5 bytes/);
    repository.files.delete(address);
    await expectRefused(client.download('hello.txt', 'path/to/b.txt'), /has no such file/);
    assert.deepStrictEqual(client.contents(), []);
  });
};

// What we signed, read by tuf-js.
async function readWithTufJs(folder, names, metadataDir = makeFolder()) {
  const files = new Map();
  for (const part of ['metadata', 'targets'])
    for (const name of fs.readdirSync(path.join(folder, part), { recursive: true })
      .filter(each => fs.statSync(path.join(folder, part, each)).isFile()))
      files.set(`/${part}/${name}`, fs.readFileSync(path.join(folder, part, name)));
  const server = await serve(files);
  try {
    if (!fs.existsSync(path.join(metadataDir, 'root.json')))
      fs.copyFileSync(path.join(folder, 'metadata', '1.root.json'), path.join(metadataDir, 'root.json'));
    const updater = new Updater({ metadataDir, metadataBaseUrl: `${server.base}/metadata`, targetDir: makeFolder(),
      targetBaseUrl: `${server.base}/targets`, config: { fetchRetry: 0 } });
    await updater.refresh();
    const contents = [];
    for (const name of names) {
      const info = await updater.getTargetInfo(name);
      assert.ok(info, `${name} was not found`);
      contents.push(fs.readFileSync(await updater.downloadTarget(info), 'utf8'));
    }
    return contents;
  } finally {
    server.close();
  }
}

tests['writes-what-tuf-js-reads'] = async () => {
  const folder = makeFolder();
  execFileSync(MAKE, [folder]);
  assert.deepStrictEqual(await readWithTufJs(folder, ['hello.txt', 'cordis.txt']), ['hello.txt', 'cordis.txt']);
};

// A feed of two editions, as its publisher makes it. Gives the paths of all that was signed for.
function publish(folder) {
  const records = title => ['a', 'b'].map(id => JSON.stringify({ id, kind: 'term', title: { en: title, ja: '語' },
    reading: 'よみ', summary: { en: 'About it.', ja: '説明です。' }, category: 'legal', verified: false })).join('\n');
  const file = path.join(makeFolder(), 'terms.ndjson');
  execFileSync(MADO, ['feed', 'init', folder]);
  for (const title of ['One', 'Two']) {
    fs.writeFileSync(file, records(title));
    execFileSync(MADO, ['feed', 'add', folder, 'terms', file]);
    execFileSync(MADO, ['feed', 'publish', folder]);
  }
  return ['terms/catalog.json', 'terms/full/2.ndjson.gz', 'terms/delta/1-2.ndjson.gz'];
}

tests['publishes-what-tuf-js-reads'] = async () => {
  const folder = path.join(makeFolder(), 'web');
  const names = publish(folder);
  const [catalog] = await readWithTufJs(folder, names);
  assert.strictEqual(JSON.parse(catalog).seq, 2);
};

// A client of before, who keeps his metadata, has to take the snapshot too that no longer leads to the set.
tests['retires-a-set-and-brings-it-back-as-tuf-js-expects'] = async () => {
  const folder = path.join(makeFolder(), 'web');
  const names = publish(folder);
  const metadataDir = makeFolder();
  await readWithTufJs(folder, names, metadataDir);
  execFileSync(MADO, ['feed', 'retire', folder, 'terms']);
  await readWithTufJs(folder, [], metadataDir);
  await assert.rejects(readWithTufJs(folder, ['terms/catalog.json'], metadataDir), /was not found/);
  const file = path.join(makeFolder(), 'terms.ndjson');
  fs.writeFileSync(file, JSON.stringify({ id: 'c', kind: 'term', title: { en: 'C', ja: '語' }, reading: 'よみ',
    summary: { en: 'About it.', ja: '説明です。' }, category: 'legal', verified: false }));
  execFileSync(MADO, ['feed', 'add', folder, 'terms', file]);
  execFileSync(MADO, ['feed', 'publish', folder]);
  const [catalog] = await readWithTufJs(folder, ['terms/catalog.json'], metadataDir);
  assert.strictEqual(JSON.parse(catalog).seq, 3);
};

tests['renews-a-root-that-tuf-js-follows'] = async () => {
  const folder = path.join(makeFolder(), 'web');
  const names = publish(folder);
  execFileSync(MADO, ['feed', 'sign', folder]);
  execFileSync(MADO, ['feed', 'timestamp', folder]);
  await readWithTufJs(folder, names);
  const file = path.join(folder, 'metadata', '2.root.json');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"version":2', '"version":3'));
  await assert.rejects(readWithTufJs(folder, names));
};

tests['writes-what-tuf-js-refuses-with-a-bit-flipped'] = async () => {
  const folder = makeFolder();
  execFileSync(MAKE, [folder]);
  for (const name of ['timestamp.json', '1.snapshot.json', '1.targets.json', '1.cordis.json']) {
    const file = path.join(folder, 'metadata', name);
    const good = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, good.replace('2999-', '2998-'));
    await assert.rejects(readWithTufJs(folder, ['cordis.txt']));
    fs.writeFileSync(file, good);
  }
  await readWithTufJs(folder, ['cordis.txt']);
};

async function main() {
  const names = Object.keys(tests);
  let failed = 0;
  console.log(`1..${names.length}`);
  for (const [i, name] of names.entries()) {
    try {
      await tests[name]();
      console.log(`ok ${i + 1} /interop/${name}`);
    } catch (error) {
      failed++;
      console.log(`not ok ${i + 1} /interop/${name}`);
      console.log(String(error.stack || error).replace(/^/gm, '# '));
    }
  }
  fs.rmSync(work, { recursive: true });
  process.exit(failed ? 1 : 0);
}

main();
