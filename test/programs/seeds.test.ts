import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFactVocabulary } from "../../src/eligibility/fact-vocabulary.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { criteria } from "../../src/programs/document/rule.js";
import { checkSeeds } from "../../src/programs/seed/check-seeds.js";
import { loadSeedFiles, SeedError } from "../../src/programs/seed/read-seeds.js";
import { createOfficialCodes } from "../../src/reference/official-codes.js";
import { createPlaces } from "../../src/reference/places.js";
import { loadReferenceTables } from "../../src/reference/tables.js";

const SEEDS = join(PACKAGE_ROOT, "seeds");
const tables = await loadReferenceTables(join(SEEDS, "reference"));
const places = createPlaces(tables);
const facts = createFactVocabulary(createOfficialCodes(tables));

/** What a second reading of the documents added to the extracted entries. */
const ADDED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // 001:337: the project supports the footwear industry in the state of Guanajuato.
  "concamin-funtec-footwear": { requirements: 2 },
};

/** The faults of a copy of the seed folder in which one file was changed. */
async function faultsAfter(file: string, change: (text: string) => string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "seeds-"));
  try {
    await cp(SEEDS, folder, { recursive: true });
    const text = await readFile(join(folder, file), "utf8");
    const changed = change(text);
    expect(changed).not.toBe(text);
    await writeFile(join(folder, file), changed);
    try {
      const faults = checkSeeds((await loadSeedFiles(folder)).read(), facts, places);
      return faults.map(({ file: at, line, path, message }) => `${at}:${line} ${path}: ${message}`);
    } catch (error) {
      if (!(error instanceof SeedError)) throw error;
      return error.faults.map(({ file: at, line, path, message }) => `${at}:${line} ${path}: ${message}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("the seed files", () => {
  it("are without a fault: shape, file names, facts and operators, relations, citations, places, both languages", async () => {
    const seeds = (await loadSeedFiles(SEEDS)).read();
    expect(checkSeeds(seeds, facts, places)).toEqual([]);
  });

  it("hold every entry that was extracted from the documents, with nothing of it dropped", async () => {
    const extracted: Record<string, Record<string, number>> = JSON.parse(
      await readFile(join(PACKAGE_ROOT, "test/fixtures/extracted-entries.json"), "utf8"),
    );
    const seeds = (await loadSeedFiles(SEEDS)).read();
    const programs = new Map(seeds.programs.map(({ value }) => [value.slug, value]));
    expect([...programs.keys()].sort()).toEqual(Object.keys(extracted).sort());
    for (const [slug, counts] of Object.entries(extracted)) {
      const program = programs.get(slug)!;
      const held: Record<string, number> = {
        citations: program.citations.length,
        amounts: program.supports.amounts.length,
        components: program.supports.components.length,
        requirements: program.requirements.length,
        evidence: program.evidence.length,
        results: program.results.figures.length,
        conflicts: program.conflicts.length,
        relations: program.relations.length,
        agencies: program.agencies.length,
        kinds: program.supports.kinds.length,
        aliases: program.aliases.length,
      };
      for (const [part, count] of Object.entries(counts)) {
        // Research notes may add a citation or a conflict; nothing may be missing.
        const added = ADDED[slug]?.[part] ?? (["citations", "conflicts"].includes(part) ? 1 : 0);
        const most = count + added;
        expect([slug, part, held[part]! >= count && held[part]! <= most]).toEqual([slug, part, true]);
      }
    }
  });

  it("speak in their rules only of facts that are known, and use most of them", async () => {
    const seeds = (await loadSeedFiles(SEEDS)).read();
    const facts = seeds.programs.flatMap(({ value }) =>
      value.requirements.flatMap(({ rule }) =>
        rule === undefined
          ? []
          : criteria(rule).map((criterion) => (Object.values(criterion)[0] as { fact: string }).fact),
      ),
    );
    expect(new Set(facts).size).toBeGreaterThan(50);
  });
});

describe("a mistake in a seed file is told with its file, line and path", () => {
  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      "an unknown word where a code is needed",
      "programs/prosec.yaml",
      (text) => text.replace("kind: scheme", "kind: schem"),
      /^programs\/prosec\.yaml:2 kind: /,
    ],
    ["a field that does not exist", "programs/prosec.yaml", (text) => `${text}color: red\n`, /Unrecognized key.*color/],
    [
      "a slug that is not the file name",
      "programs/prosec.yaml",
      (text) => text.replace("slug: prosec", "slug: prosek"),
      /prosec\.yaml:1 slug: debe ser el nombre del archivo.* \/ must equal the file name/,
    ],
    [
      "a fact nobody knows",
      "programs/prosec.yaml",
      (text) => text.replace("fact: isManufacturer", "fact: isManufacturr"),
      /prosec\.yaml:68 requirements\.0\.rule\.is\.fact: «isManufacturr» no es un dato; ¿quiso decir isManufacturer\? \/ .*did you mean isManufacturer\?/,
    ],
    [
      "a value a fact cannot have",
      "programs/fondo-pyme.yaml",
      (text) => text.replace("[ micro, small, medium ]", "[ micro, tiny ]"),
      /size has no value tiny/,
    ],
    [
      "an operator that does not fit the fact",
      "programs/prosec.yaml",
      (text) => text.replace("is: { fact: isManufacturer, value: true }", "range: { fact: isManufacturer, min: 1 }"),
      /range cannot judge isManufacturer/,
    ],
    [
      "an impossible interval",
      "programs/nafin-group-credit-lines.yaml",
      (text) => text.replace(/max: 2\b/, "min: 9, max: 2"),
      /min exceeds max/,
    ],
    [
      "a condition that nobody can meet",
      "programs/prosec.yaml",
      (text) =>
        text.replace(
          "is: { fact: isManufacturer, value: true }",
          "all: [ { is: { fact: isManufacturer, value: true } }, { is: { fact: isManufacturer, value: false } } ]",
        ),
      /prosec\.yaml:\d+ requirements\.0\.rule: ninguna empresa puede cumplirla.*can hold for no firm/,
    ],
    [
      "a condition that everybody meets",
      "programs/prosec.yaml",
      (text) =>
        text.replace(
          "is: { fact: isManufacturer, value: true }",
          "any: [ { is: { fact: isManufacturer, value: true } }, { is: { fact: isManufacturer, value: false } } ]",
        ),
      /requirements\.0\.rule: la cumple cualquier empresa.*holds for every firm/,
    ],
    [
      "a number outside its bounds",
      "programs/innovapyme-bc.yaml",
      (text) =>
        text.replace(
          "range: { fact: requestedSupportShare, max: 50 }",
          "range: { fact: requestedSupportShare, max: 500 }",
        ),
      /requestedSupportShare is from 0 to 100 percent, not 500/,
    ],
    [
      "a citation that is not there",
      "programs/prosec.yaml",
      (text) => text.replace("cite: [ b ]", "cite: [ zzz ]"),
      /cites zzz, which is not among the citations/,
    ],
    [
      "a relation to no program",
      "programs/prosec.yaml",
      (text) => text.replace("program: immex", "program: imex"),
      /unknown program imex/,
    ],
    [
      "a missing language",
      "programs/prosec.yaml",
      (text) => text.replace(/ {2}es: Permite a empresas[^\n]*\n( {4}[^\n]*\n)*/, ""),
      /description: falta el texto en español.*has no text in es/,
    ],
    [
      "an unknown institution",
      "programs/prosec.yaml",
      (text) => text.replace("agency: se", "agency: see"),
      /unknown agency see/,
    ],
    [
      "an unknown catalog",
      "programs/prosec.yaml",
      (text) => text.replace("catalog: prosec", "catalog: prosek"),
      /unknown catalog prosek/,
    ],
    [
      "an unknown document",
      "programs/prosec.yaml",
      (text) => text.replace('document: "004"', 'document: "009"'),
      /unknown document 009/,
    ],
    [
      "an unknown state",
      "programs/fiproe.yaml",
      (text) => text.replace("state: MX-QUE", "state: MX-QRO"),
      /unknown state MX-QRO/,
    ],
    [
      "a date that is not on the calendar",
      "programs/prosec.yaml",
      (text) => text.replace(/inForceFrom: .*/, "inForceFrom: 2017-02-30"),
      /inForceFrom: no es un día del calendario.*is not a day/,
    ],
    [
      "a key written twice",
      "programs/prosec.yaml",
      (text) => `${text}slug: prosec\n`,
      /prosec\.yaml:\d+ .*(unique|duplicate)/i,
    ],
    [
      "broken YAML",
      "programs/prosec.yaml",
      (text) => text.replace("citations:", "citations: ["),
      /^programs\/prosec\.yaml:\d+ /,
    ],
    [
      "an agency that stands twice",
      "agencies.yaml",
      (text) => text.replace("slug: bancomext", "slug: aem"),
      /aem stands twice/,
    ],
  ])("%s", async (_what, file, change, expected) => {
    expect(await faultsAfter(file, change)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });
});
