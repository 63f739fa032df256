import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { chance } from '../../../test/histories/random.ts'
import { checkpointText, cosignatureLine, cosignedAt, parseCheckpoint } from './checkpoint.ts'
import { EMPTY_ROOT, leafHash, leftSize, nodeHash } from './hash.ts'
import { COSIGNATURE, ED25519, formatKey, parseKey, parseNote, signatureLine, signedBy, signerOf } from './note.ts'
import { consistencyProof, continues, includes, inclusionProof, rootAt, type Tree } from './proofs.ts'
import { EMPTY_EDGE, grow, parseTilePath, partialTiles, tilePath, tilesOf, type Edge } from './tiles.ts'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')

/** Entries and roots of certificate-transparency's reference tree (merkle_tree_test). */
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(hex)
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
].map(hex)

/** The definition of RFC 6962, word for word: what the tiles are held against. */
function slowRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length < 2) return leaves[0] ?? EMPTY_ROOT
  const k = leftSize(leaves.length)
  return nodeHash(slowRoot(leaves.slice(0, k)), slowRoot(leaves.slice(k)))
}

/** A tree whose tiles lie in memory as a server would keep them; `take` says how many entries come at once. */
function built(leaves: readonly Buffer[], take: () => number = () => 100): Tree & { readonly edge: Edge; readonly tiles: Map<string, Buffer> } {
  const tiles = new Map<string, Buffer>()
  let edge = EMPTY_EDGE
  for (let at = 0; at < leaves.length;) {
    const some = leaves.slice(at, at + take())
    const grown = grow(edge, some)
    for (const tile of grown.full) tiles.set(tilePath(tile), tile.bytes)
    edge = grown.edge
    at += some.length
  }
  for (const tile of partialTiles(edge)) tiles.set(tilePath(tile), tile.bytes)
  return {
    size: leaves.length, edge, tiles,
    read: async (tile) => tiles.get(tilePath(tile)) ?? assert.fail(`no tile ${tilePath(tile)}`),
  }
}

test('the roots of the reference tree of RFC 6962 are those that its authors publish, and so are its proofs', async () => {
  const leaves = ENTRIES.map(leafHash)
  const tree = built(leaves, () => 1)
  for (const [i, root] of ROOTS.entries()) assert.deepEqual(await rootAt(tree, i + 1), root)
  assert.equal(EMPTY_ROOT.toString('hex'), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  assert.deepEqual((await inclusionProof(tree, 0, 8)).map((h) => h.toString('hex')), [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7', '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ])
  assert.deepEqual((await consistencyProof(tree, 6, 8)).map((h) => h.toString('hex')), [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a', 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
})

test('every entry of every tree up to 40 is proved in it, every smaller tree is proved its beginning, and any change is noticed', async () => {
  const leaves = Array.from({ length: 40 }, (_, i) => leafHash(Buffer.from(`acto ${i}`)))
  const tree = built(leaves, () => 7)
  const roots = Array.from({ length: leaves.length + 1 }, (_, size) => slowRoot(leaves.slice(0, size)))
  for (let size = 1; size <= leaves.length; size += 1) {
    const root = roots[size]!
    assert.deepEqual(await rootAt(tree, size), root)
    for (let index = 0; index < size; index += 1) {
      const proof = await inclusionProof(tree, index, size)
      const told = { index, size, leaf: leaves[index]!, root }
      assert.ok(includes(proof, told))
      assert.ok(!includes(proof, { ...told, leaf: leaves[(index + 1) % 40]! }))
      assert.ok(!includes([...proof, root], told) && (proof.length === 0 || !includes(proof.slice(1), told)))
      if (size > 1) assert.ok(!includes(proof, { ...told, index: (index + 1) % size }))
    }
    for (let old = 0; old <= size; old += 1) {
      const proof = await consistencyProof(tree, old, size)
      const [before, now] = [{ size: old, root: roots[old]! }, { size, root }]
      assert.ok(continues(proof, before, now))
      assert.ok(!continues(proof, { ...before, root: leaves[3]! }, now))
      // Every tree continues the empty one.
      assert.equal(continues(proof, before, { ...now, root: leaves[4]! }), old === 0)
      assert.ok(!continues([...proof, root], before, now))
      if (proof.length > 0) assert.ok(!continues(proof.slice(1), before, now))
    }
  }
})

test('trees of thousands of entries grow by chance in pieces and have the tiles and roots of the definition', async () => {
  const next = chance(6962)
  const leaves = Array.from({ length: 70_000 }, (_, i) => createHash('sha256').update(String(i)).digest())
  const tree = built(leaves, () => 1 + Math.floor(next() * 4000))
  // The example of the specification: 273 full tiles and one of 112, one full of level 1 and one of 17, one of 1.
  assert.deepEqual([...tree.tiles.keys()].sort(), tilesOf(70_000).map(tilePath).sort())
  assert.ok(tree.tiles.size === 277 && tree.tiles.has('tile/0/273.p/112') && tree.tiles.has('tile/1/001.p/17') && tree.tiles.has('tile/2/000.p/1'))
  for (const size of [1, 255, 256, 257, 65_535, 65_536, 65_537, 69_999, 70_000]) assert.deepEqual(await rootAt(tree, size), slowRoot(leaves.slice(0, size)))
  for (let i = 0; i < 60; i += 1) {
    const size = 1 + Math.floor(next() * 70_000)
    const [index, old] = [Math.floor(next() * size), Math.floor(next() * size)]
    const root = await rootAt(tree, size)
    assert.ok(includes(await inclusionProof(tree, index, size), { index, size, leaf: leaves[index]!, root }))
    assert.ok(continues(await consistencyProof(tree, old, size), { size: old, root: await rootAt(tree, old) }, { size, root }))
  }
  assert.deepEqual(tilesOf(256), [{ level: 0, index: 0, width: 256 }, { level: 1, index: 0, width: 1 }])
})

test('paths of tiles are written as the specification writes them, and only so', () => {
  assert.equal(tilePath({ level: 0, index: 1_234_067, width: 256 }), 'tile/0/x001/x234/067')
  assert.equal(tilePath({ level: 'entries', index: 5, width: 17 }), 'tile/entries/005.p/17')
  for (const name of [{ level: 0, index: 0, width: 1 }, { level: 63, index: 1000, width: 255 }, { level: 2, index: 999_999_999, width: 256 }]) assert.deepEqual(parseTilePath(tilePath(name)), name)
  for (const path of ['tile/0/67', 'tile/0/x000/067', 'tile/00/067', 'tile/64/067', 'tile/0/067.p/0', 'tile/0/067.p/256', 'tile/0/067.p/017', 'tile/0/001/067', 'tile/-1/067', 'tile/0/../067', '/tile/0/067']) {
    assert.equal(parseTilePath(path), null, path)
  }
})

/** Key, text and signature of the tests of golang.org/x/mod/sumdb/note. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const PETERS_SEED = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const PETERS = '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'

test('a note is signed byte for byte as Go signs it, and one changed letter is noticed', () => {
  const peter = parseKey(PETER)
  assert.ok(peter)
  const signer = signerOf('PeterNeumann', ED25519, PETERS_SEED)
  assert.equal(formatKey(signer), PETER)
  assert.equal(signatureLine(TEXT, signer), PETERS)
  const note = parseNote(`${TEXT}\n${PETERS}`)
  assert.ok(note && signedBy(note, peter) && note.text === TEXT)
  const other = signerOf('PeterNeumann', ED25519, Buffer.alloc(32, 7))
  assert.ok(!signedBy(note, other), 'another key of that name')
  for (let i = 0; i < TEXT.length; i += 1) {
    const changed = parseNote(`${TEXT.slice(0, i)}${TEXT[i] === 'x' ? 'y' : 'x'}${TEXT.slice(i + 1)}\n${PETERS}`)
    assert.ok(!changed || !signedBy(changed, peter), `letter ${i}`)
  }
  for (const key of [PETER.replace('c74f20a3', 'c74f20a4'), PETER.slice(1), `${PETER}A`, PETER.replace('Peter', 'Peter '), 'a+b', '']) assert.equal(parseKey(key), null, key)
  for (const bad of ['', TEXT, `${TEXT}${PETERS}`, `${TEXT}\n${PETERS.slice(0, -1)}`, `${TEXT}\n${PETERS}\n`, `${TEXT}\r\n\n${PETERS}`, `${TEXT}\n${PETERS.replace('—', '-')}`, `${TEXT}\n${PETERS.replace('=', '')}`, `${TEXT}\n${PETERS} \n`]) {
    const read = parseNote(bad)
    assert.ok(!read || !signedBy(read, peter), JSON.stringify(bad))
  }
})

test('a checkpoint is read and written; a witness says when it saw it, and nobody else can', () => {
  const sofa = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
  const head = parseCheckpoint(sofa)
  assert.ok(head && head.size === 20_852_163 && checkpointText(head) === sofa)
  for (const bad of ['', sofa.slice(0, -1), sofa.replace('20852163', '020852163'), sofa.replace('20852163', '-1'), sofa.replace('20852163', '99999999999999999'), sofa.replace('CsU', 'Cs'), `${sofa}\n`, `\n${sofa}`]) {
    assert.equal(parseCheckpoint(bad), null, JSON.stringify(bad))
  }
  const log = signerOf('example.com/behind-the-sofa', ED25519, Buffer.alloc(32, 1))
  const witness = signerOf('testigo.example.edu.pe', COSIGNATURE, Buffer.alloc(32, 2))
  assert.equal(parseKey(formatKey(witness))?.type, COSIGNATURE)
  const at = new Date('2026-03-02T15:04:05Z')
  const line = cosignatureLine(sofa, witness, at)
  const note = parseNote(`${sofa}\n${signatureLine(sofa, log)}${line}`)
  assert.ok(note && signedBy(note, log))
  assert.deepEqual(cosignedAt(note, witness), at)
  assert.equal(cosignedAt(note, { ...log, type: COSIGNATURE }), null, 'the log is no witness of itself')
  const later = Buffer.from(line.split(' ')[2] ?? '', 'base64')
  later[11] = (later[11] ?? 0) + 1
  const forged = parseNote(`${sofa}\n— ${witness.name} ${later.toString('base64')}\n`)
  assert.ok(forged)
  assert.equal(cosignedAt(forged, witness), null, 'another second')
  const moved = parseNote(`${sofa.replace('20852163', '20852164')}\n${line}`)
  assert.ok(moved)
  assert.equal(cosignedAt(moved, witness), null, 'another size')
})

test('the published example of a checkpoint with a cosignature is read, whoever signed it', () => {
  const note = parseNote(`example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`)
  assert.deepEqual(note?.signatures.map((s) => [s.name, s.bytes.length]), [['example.com/behind-the-sofa', 64], ['witness.example.com/w1', 72]])
  assert.equal(note?.signatures[1]?.bytes.readBigUInt64BE(0), 1_679_315_147n)
})
