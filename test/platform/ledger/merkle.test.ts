import { createHash } from "node:crypto";
import fc from "fast-check";
import { leafHash, nodeHash } from "../../../src/platform/ledger/hashes.js";
import { auditPath, foldSubtrees, MerkleTree, rootOf, subtreesOf } from "../../../src/platform/ledger/merkle.js";
import { runs } from "../../kit/runs.js";

/** The tree as RFC 6962 (2.1) writes it, of all leaves at once. */
function rootByTheBook(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash("sha256").digest();
  if (leaves.length === 1) return leaves[0]!;
  let middle = 1;
  while (middle * 2 < leaves.length) middle *= 2;
  return nodeHash(rootByTheBook(leaves.slice(0, middle)), rootByTheBook(leaves.slice(middle)));
}

const leavesOf = (count: number) => Array.from({ length: count }, (_, at) => leafHash(`leaf ${at}`));

function grow(leaves: readonly Buffer[]) {
  const tree = new MerkleTree();
  const nodes = new Map(
    leaves.flatMap((leaf) => tree.add(leaf)).map(({ level, at, hash }) => [`${level}/${at}`, hash]),
  );
  const hashes = (subtrees: ReturnType<typeof subtreesOf>) =>
    subtrees.map(({ level, at }) => nodes.get(`${level}/${at}`)!);
  const proof = (position: number, size: number) =>
    auditPath(position, size).map((subtrees) => foldSubtrees(hashes(subtrees)));
  return { tree, hashes, proof };
}

const size = fc.integer({ min: 1, max: 300 });
const place = fc.tuple(size, fc.nat(), fc.nat()).map(([count, at, then]) => ({
  count,
  position: at % count,
  grown: (at % count) + 1 + (then % (count - (at % count))),
}));

describe("the Merkle tree", () => {
  it("has the published roots of RFC 6962's reference implementation", () => {
    const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const leaves = inputs.map((hex) =>
      createHash("sha256")
        .update(Buffer.from(`00${hex}`, "hex"))
        .digest(),
    );
    const roots = leaves.map((_, at) =>
      grow(leaves.slice(0, at + 1))
        .tree.root()
        .toString("hex"),
    );
    expect(roots[0]).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    expect(roots[1]).toBe("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    expect(roots[7]).toBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  });

  it("has the root that the RFC defines, however it grew", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (count, already) => {
        const leaves = leavesOf(count);
        const { tree, hashes } = grow(leaves);
        expect(tree.root()).toEqual(rootByTheBook(leaves));
        const kept = Math.min(already, count);
        const later = new MerkleTree(kept, hashes(subtreesOf(0, kept)));
        for (const leaf of leaves.slice(kept)) later.add(leaf);
        expect([later.root(), later.size]).toEqual([tree.root(), count]);
      }),
      runs(100),
    );
  });

  it("proves each leaf in the tree of any size that has it, from what is kept of a larger one", () => {
    fc.assert(
      fc.property(place, ({ count, position, grown }) => {
        const leaves = leavesOf(count);
        const proof = grow(leaves).proof(position, grown);
        expect(rootOf(leaves[position]!, position, grown, proof)).toEqual(rootByTheBook(leaves.slice(0, grown)));
        expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(grown)));
      }),
      runs(300),
    );
  });

  it("proves no other leaf, position, size or path", () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.nat(255), ({ count, position, grown }, which, flip) => {
        const leaves = leavesOf(count);
        const proof = grow(leaves).proof(position, grown);
        const root = rootByTheBook(leaves.slice(0, grown));
        const leaf = leaves[position]!;
        const others = [
          rootOf(leafHash("another"), position, grown, proof),
          rootOf(leaf, grown > 1 ? (position + 1) % grown : 1, grown, proof),
          rootOf(leaf, position, grown, [...proof, leafHash("one more")]),
        ];
        if (proof.length > 0) {
          const bent = proof.map((hash, at) => {
            const copy = Buffer.from(hash);
            if (at === which % proof.length) copy[flip % 32]! ^= 1 + (flip % 255);
            return copy;
          });
          others.push(rootOf(leaf, position, grown, bent), rootOf(leaf, position, grown, proof.slice(1)));
        }
        for (const other of others) expect(other).not.toEqual(root);
      }),
      runs(300),
    );
  });

  it("answers nothing for positions and sizes that cannot be", () => {
    for (const [position, count] of [
      [-1, 4],
      [4, 4],
      [0, 0],
      [0.5, 4],
      [0, Number.NaN],
      [2 ** 60, 2 ** 61],
    ] as const)
      expect(rootOf(leafHash("x"), position, count, [])).toBeUndefined();
  });
});
