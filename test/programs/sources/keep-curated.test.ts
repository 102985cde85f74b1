import fc from "fast-check";
import { keepCurated } from "../../../src/programs/sources/harvest/keep-curated.js";
import { runs } from "../../kit/runs.js";
import { SEED_DOCUMENTS } from "../../kit/seed-programs.js";

type Doc = (typeof SEED_DOCUMENTS)[number];
const documents = fc.constantFrom(...SEED_DOCUMENTS);
const word = fc.constantFrom("uno", "dos", "tres");
/** One thing that somebody may change of a program. */
const change = fc.oneof(
  word.map(
    (acronym) =>
      (document: Doc): Doc => ({ ...document, acronym }),
  ),
  word.map(
    (es) =>
      (document: Doc): Doc => ({ ...document, name: { ...document.name, es } as Doc["name"] }),
  ),
  word.map(
    (es) =>
      (document: Doc): Doc => ({ ...document, description: { es, en: es } }),
  ),
  word.map(
    (alias) =>
      (document: Doc): Doc => ({ ...document, aliases: [...document.aliases, alias] }),
  ),
  fc.nat(5).map(
    (at) =>
      (document: Doc): Doc => ({ ...document, requirements: document.requirements.filter((_, index) => index !== at) }),
  ),
  fc.constant((document: Doc): Doc => document),
);

describe("what a source says on top of what an editor made", () => {
  it("is all that it says where the editor changed nothing", () => {
    fc.assert(
      fc.property(documents, change, change, (document, one, other) => {
        const says = other(one(document));
        expect(keepCurated(document, says, document)).toEqual({ document: says, curated: [] });
      }),
      runs(200),
    );
  });

  it("leaves all that the editor changed where the source says the same as before", () => {
    fc.assert(
      fc.property(documents, change, change, (document, one, other) => {
        const current = other(one(document));
        expect(keepCurated(document, document, current)).toEqual({ document: current, curated: [] });
      }),
      runs(200),
    );
  });

  it("never loses a change of the editor, whatever the source changes", () => {
    fc.assert(
      fc.property(documents, word, change, change, (document, es, one, other) => {
        const current = { ...document, description: { es, en: es } };
        const { document: made } = keepCurated(document, other(one(document)), current);
        expect(made.description).toEqual({ es, en: es });
      }),
      runs(400),
    );
  });

  it("adds nothing but what is lacking to a program that the source never spoke of", () => {
    fc.assert(
      fc.property(documents, documents, (current, says) => {
        const { document } = keepCurated(null, { ...says, slug: current.slug }, current);
        expect(document).toMatchObject(current);
      }),
      runs(200),
    );
  });
});
