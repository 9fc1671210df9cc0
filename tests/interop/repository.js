// SPDX-License-Identifier: GPL-3.0-or-later
// A repository made with @tufjs/models, and a server that has it.
'use strict';
const crypto = require('crypto');
const http = require('http');
const models = {
  ...require('@tufjs/models'),
  ...require('@tufjs/models/dist/delegations'),
  ...require('@tufjs/models/dist/role'),
};

const SPECIFICATION = '1.0.31';
const TOP = ['root', 'timestamp', 'snapshot', 'targets'];
const DAY = 86400 * 1000;

// Kinds of keys: how one is made, how metadata calls and writes it, how it signs.
const KINDS = {
  ed25519: {
    make: () => crypto.generateKeyPairSync('ed25519'),
    type: 'ed25519',
    scheme: 'ed25519',
    write: key => Buffer.from(key.export({ format: 'jwk' }).x, 'base64url').toString('hex'),
    sign: (key, data) => crypto.sign(undefined, data, key),
  },
  'P-256': {
    make: () => crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    type: 'ecdsa',
    scheme: 'ecdsa-sha2-nistp256',
    write: writePem,
    sign: (key, data) => crypto.sign('sha256', data, key),
  },
  'P-384': {
    make: () => crypto.generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    type: 'ecdsa-sha2-nistp384',
    scheme: 'ecdsa-sha2-nistp384',
    write: writePem,
    sign: (key, data) => crypto.sign('sha384', data, key),
  },
  RSA: {
    make: () => crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }),
    type: 'rsa',
    scheme: 'rsassa-pss-sha256',
    write: writePem,
    sign: (key, data) => crypto.sign('sha256', data, {
      key, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST,
    }),
  },
};

function writePem(key) {
  return key.export({ format: 'pem', type: 'spki' });
}

function digest(data, kind = 'sha256') {
  return crypto.createHash(kind).update(data).digest('hex');
}

class Signer {
  constructor(kind = 'ed25519') {
    const { publicKey, privateKey } = KINDS[kind].make();
    const { type, scheme, write } = KINDS[kind];
    const keyVal = { public: write(publicKey) };
    this.kind = kind;
    this.privateKey = privateKey;
    const keyID = digest(JSON.stringify({ keytype: type, keyval: keyVal, scheme }));
    this.key = new models.Key({ keyID, keyType: type, scheme, keyVal });
  }

  sign(data) {
    return new models.Signature({ keyID: this.key.keyID, sig: KINDS[this.kind].sign(this.privateKey, data).toString('hex') });
  }

  // The same key under another name.
  alias(keyID) {
    const twin = Object.create(this);
    twin.key = new models.Key({ keyID, keyType: this.key.keyType, scheme: this.key.scheme, keyVal: this.key.keyVal });
    return twin;
  }
}

function inDays(days) {
  return new Date(Date.now() + days * DAY).toISOString().replace(/\.\d+Z$/, 'Z');
}

class Repository {
  constructor({ kind = 'ed25519', consistent = true, hashes = true } = {}) {
    this.consistent = consistent;
    this.hashes = hashes;
    this.files = new Map(); // by address, what the server has
    this.signers = Object.fromEntries(TOP.map(role => [role, [new Signer(kind)]]));
    this.rootSigners = null; // null: those of the role
    this.threshold = Object.fromEntries(TOP.map(role => [role, 1]));
    this.versions = { root: 0, timestamp: 0, snapshot: 0, targets: 0 };
    this.expires = {}; // in days; others in 30
    this.targets = new models.Targets({ version: 1, specVersion: SPECIFICATION, expires: inDays(30) });
    this.delegated = {}; // Targets by role name
    this.announced = {}; // what snapshot says, by role name
  }

  addTarget(path, content, role = this.targets) {
    const data = Buffer.from(content);
    role.addTarget(new models.TargetFile({ path, length: data.length, hashes: { sha256: digest(data), sha512: digest(data, 'sha512') } }));
    const at = path.lastIndexOf('/') + 1;
    const name = this.consistent ? `${path.slice(0, at)}${digest(data)}.${path.slice(at)}` : path;
    this.files.set(`/targets/${name}`, data);
  }

  delegate(name, { from = this.targets, signer = new Signer(), ...rest }) {
    if (!from.delegations)
      from.delegations = new models.Delegations({ keys: {}, roles: {} });
    from.delegations.keys[signer.key.keyID] = signer.key;
    from.delegations.roles[name] = new models.DelegatedRole({ name, keyIDs: [signer.key.keyID], threshold: 1, terminating: false, ...rest });
    return this.addRole(name, signer);
  }

  delegateBins(prefix, bitLength) {
    const signer = new Signer();
    const succinctRoles = new models.SuccinctRoles({ keyIDs: [signer.key.keyID], threshold: 1, bitLength, namePrefix: prefix });
    this.targets.delegations = new models.Delegations({ keys: { [signer.key.keyID]: signer.key }, succinctRoles });
    for (const name of succinctRoles.getRoles())
      this.addRole(name, signer);
    return succinctRoles;
  }

  addRole(name, signer) {
    this.signers[name] = [signer];
    this.versions[name] = 0;
    this.delegated[name] = new models.Targets({ version: 1, specVersion: SPECIFICATION, expires: inDays(30) });
    return this.delegated[name];
  }

  // Signs one role's file in its next version and puts it on the server.
  put(role, signed, version = this.versions[role] + 1) {
    this.versions[role] = version;
    signed.version = version;
    if (role in this.expires)
      signed.expires = inDays(this.expires[role]);
    const metadata = new models.Metadata(signed);
    for (const signer of role === 'root' && this.rootSigners || this.signers[role])
      metadata.sign(data => signer.sign(data));
    const data = Buffer.from(JSON.stringify(metadata.toJSON(), null, 1));
    const versioned = role === 'root' || (this.consistent && role !== 'timestamp');
    this.files.set(`/metadata/${versioned ? `${version}.` : ''}${role}.json`, data);
    this.announced[role] = new models.MetaFile(this.hashes
      ? { version, length: data.length, hashes: { sha256: digest(data) } } : { version });
    return data;
  }

  putRoot(version) {
    const root = new models.Root({ version: 1, specVersion: SPECIFICATION, expires: inDays(365), consistentSnapshot: this.consistent });
    for (const role of TOP) {
      for (const signer of this.signers[role])
        root.addKey(signer.key, role);
      root.roles[role].threshold = this.threshold[role];
    }
    return this.put('root', root, version);
  }

  putSnapshot(version) {
    const names = ['targets', ...Object.keys(this.delegated)];
    const meta = Object.fromEntries(names.map(name => [`${name}.json`, this.announced[name]]));
    this.put('snapshot', new models.Snapshot({ version: 1, specVersion: SPECIFICATION, expires: inDays(30), meta }), version);
  }

  putTimestamp(version) {
    this.put('timestamp', new models.Timestamp({ version: 1, specVersion: SPECIFICATION, expires: inDays(1), snapshotMeta: this.announced.snapshot }), version);
  }

  // Everything in its next version. Returns the root file.
  publish() {
    const root = this.putRoot();
    for (const [name, targets] of Object.entries(this.delegated))
      this.put(name, targets);
    this.put('targets', this.targets);
    this.putSnapshot();
    this.putTimestamp();
    return root;
  }
}

// Serves what @files has by address; notes what it is asked for.
async function serve(files) {
  const asked = [];
  const server = http.createServer((request, response) => {
    const data = files.get(decodeURIComponent(request.url));
    asked.push(request.url);
    response.writeHead(data ? 200 : 404, { 'Content-Length': data ? data.length : 0 });
    response.end(data);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return { base: `http://127.0.0.1:${server.address().port}`, asked, close: () => server.close() };
}

module.exports = { KINDS, Repository, Signer, serve, TOP };
