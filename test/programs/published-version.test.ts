import { canonicalJson } from "../../src/platform/canonical-json.js";
import type { ProgramDocument } from "../../src/programs/document/program-document.js";
import { type PublishedVersion, readVersion, writeVersion } from "../../src/programs/store/published-version.js";
import { SEED_DOCUMENTS } from "../kit/seed-programs.js";

const versionOf = (document: ProgramDocument): PublishedVersion => ({
  id: "0190b5b0-0000-7000-8000-000000000001",
  programId: "0190b5b0-0000-7000-8000-000000000002",
  number: 3,
  inForceFrom: "2026-01-01",
  inForceUntil: null,
  recordedAt: "2026-11-23T12:00:00Z",
  origin: "seed",
  document,
});
const VERSIONS = SEED_DOCUMENTS.map(versionOf);
const [first] = VERSIONS as [PublishedVersion];

describe("a published version as bytes", () => {
  it("comes back as it was, for every program: what it says, and in what order", () => {
    for (const version of VERSIONS) {
      const read = readVersion(writeVersion(version));
      expect(read).toEqual(version);
      expect(JSON.stringify(read)).toBe(JSON.stringify(version));
      expect({ ...read.document }).toEqual(version.document);
      expect(canonicalJson(read.document as never)).toBe(canonicalJson(version.document as never));
    }
  });

  it("says what its document has, and has nothing else", () => {
    const { document } = readVersion(writeVersion(first));
    expect(Object.keys(document)).toEqual(Object.keys(first.document));
    expect(["slug" in document, "nothing" in document, Object.hasOwn(document, "toString")]).toEqual([
      true,
      false,
      false,
    ]);
    expect((document as unknown as Record<string, unknown>).nothing).toBeUndefined();
    expect(`${document}`).toBe("[object Object]");
  });

  it("reads a part when somebody looks at it: what nobody looks at may be broken", () => {
    const bytes = writeVersion(first);
    bytes.write("?", bytes.length - 1);
    const { document } = readVersion(bytes);
    expect(document.slug).toBe(first.document.slug);
    expect(document.requirements).toBe(document.requirements);
    expect(() => JSON.stringify(document)).toThrow(SyntaxError);
  });

  it("is changed by nobody", () => {
    const document = readVersion(writeVersion(first)).document as { slug?: string };
    const defined = () => Object.defineProperty(document, "slug", { value: "other" });
    expect(() => Object.assign(document, { slug: "other" })).toThrow(TypeError);
    expect(defined).toThrow(TypeError);
    expect(() => delete document.slug).toThrow(TypeError);
    expect(document.slug).toBe(first.document.slug);
  });

  it("keeps letters of more than one byte, wherever they stand", () => {
    const document = { ...first.document, name: { es: "Créditos «ñandú» 🌽\nsegunda línea", en: "Ñ" } };
    expect(readVersion(writeVersion(versionOf(document))).document.name).toEqual(document.name);
  });
});
