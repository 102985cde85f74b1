import jsonld from "jsonld";
import { read } from "../../../src/programs/document/text.js";
import type { Format } from "../../../src/programs/formats/format.js";
import { FORMATS } from "../../../src/programs/formats/index.js";
import { aboutOf, EVERYTHING } from "./documents.js";

const DATA = "http://data.europa.eu/m8g/";
const TERMS = "http://purl.org/dc/terms/";
const OURS = "urn:ventanilla-unica:";

/** Nothing may have to be fetched to read it. */
const documentLoader = async (address: string): Promise<never> => {
  throw new Error(`${address} would be fetched`);
};

/** `safe`: what would be lost is an error. */
const OPTIONS = { documentLoader, safe: true };

type Node = Readonly<Record<string, readonly Node[] | string>>;

async function expanded(format: Format): Promise<Node> {
  const { layout } = format;
  const written = layout!.alone(format.write(EVERYTHING, aboutOf(EVERYTHING)));
  const [node] = (await jsonld.expand(JSON.parse(written), OPTIONS)) as unknown as Node[];
  return node!;
}

const first = (node: Node, key: string) => (node[key] as readonly Node[])[0]!;

describe("programs as linked data", () => {
  it("mean, to any reader of JSON-LD, what CPSV-AP and CCCEV call so; the rule is a JSON value", async () => {
    const service = await expanded(FORMATS.cpsvAp);
    expect(service["@type"]).toEqual(["http://purl.org/vocab/cpsv#PublicService"]);
    expect(service[`${TERMS}title`]).toEqual([
      { "@language": "es", "@value": read(EVERYTHING.name, "es").value },
      { "@language": "en", "@value": read(EVERYTHING.name, "en").value },
    ]);
    expect(service[`${DATA}hasCompetentAuthority`]).toEqual([{ "@id": `${OURS}agency/se` }]);
    const requirement = first(service, `${DATA}holdsRequirement`);
    expect(requirement["@type"]).toEqual([`${DATA}Requirement`]);
    expect(requirement[`${OURS}rule`]).toEqual([{ "@type": "@json", "@value": EVERYTHING.requirements[0]!.rule }]);
    const cited = first(requirement, `${DATA}isDerivedFrom`)["@id"];
    expect(first(service, `${TERMS}references`)).toMatchObject({
      "@id": cited,
      [`${OURS}document`]: [{ "@value": "004" }],
    });
    expect(first(service, "http://www.w3.org/ns/adms#status")["@id"]).toBe(`${OURS}status/ended`);
    expect(first(service, `${OURS}inForceFrom`)["@type"]).toBe("http://www.w3.org/2001/XMLSchema#date");
  });

  it("lose nothing on the way to triples: every key is a word of a standard, or one of ours", async () => {
    for (const format of [FORMATS.cpsvAp, FORMATS.schemaOrg]) {
      const keys = new Set(JSON.stringify(await expanded(format)).match(/"[^"]*":/g));
      for (const key of keys)
        expect(key).toMatch(/^"(@\w+|https?:\/\/[^"]+|urn:ventanilla-unica:\w+|all|is|not|range|fact|max|value)":$/);
    }
  });

  it("mean a GovernmentService to schema.org, with the names that it has for its parts", async () => {
    const service = await expanded(FORMATS.schemaOrg);
    expect(service["@type"]).toEqual(["https://schema.org/GovernmentService"]);
    const words = Object.keys(service).filter((key) => key.startsWith("https://schema.org/"));
    // Properties of Thing, Service and GovernmentService.
    expect(words.map((word) => word.slice("https://schema.org/".length)).sort()).toEqual([
      "additionalType",
      "alternateName",
      "audience",
      "category",
      "description",
      "identifier",
      "jurisdiction",
      "name",
      "provider",
      "serviceOutput",
      "url",
    ]);
  });

  it("are one graph under one context in the file of all", async () => {
    const { layout } = FORMATS.cpsvAp;
    const item = layout!.item(FORMATS.cpsvAp.write(EVERYTHING, aboutOf(EVERYTHING)));
    const file = JSON.parse(layout!.head + [item, item].join(layout!.between) + layout!.foot);
    expect(await jsonld.expand(file, OPTIONS)).toHaveLength(2);
    expect(JSON.parse(layout!.head + layout!.foot)["@graph"]).toEqual([]);
  });
});
