import { AGENCY_ROLES, BASES, REQUIREMENT_ROLES } from "../document/vocabulary.js";
import type { About } from "./format.js";
import { conceptOf } from "./linked-concepts.js";
import {
  asItIs,
  at,
  type Codec,
  everyOf,
  type Field,
  languageStrings,
  languageTexts,
  listOf,
  objectOf,
  plainText,
} from "./mapping.js";
import type { Json } from "./plain-json.js";

export const field = (to: string, path: string, as: Codec): Field => ({ to, path, as });
export const identifier = (path: string): Field => field("dct:identifier", path, plainText);
const basis = field("vu:basis", "basis", conceptOf("basis", BASES));
const note = field("skos:note", "note", languageTexts);

/** Citations are nodes of the program, and what rests on one points at it. */
const citationIri = (id: unknown, { id: program }: About) => `urn:uuid:${program}#cite-${id}`;
const cited = listOf({
  write: (id, about) => ({ "@id": citationIri(id, about) }),
  read: (raw) => /#cite-(.*)$/s.exec(String(at(raw, "@id")))?.[1],
});
const citation = objectOf(
  [
    identifier("id"),
    field("vu:document", "document", plainText),
    field("vu:place", "place", plainText),
    field("vu:line", "line", asItIs),
    field("vu:original", "original", listOf(plainText)),
  ],
  { "@type": "cv:ReferenceFramework" },
);
export const citations = listOf({
  write: (value, about) => ({
    "@id": citationIri(at(value, "id"), about),
    ...(citation.write(value, about) as object),
  }),
  read: citation.read,
});

const agencyIri = (slug: string) => `vu:agency/${slug}`;
const organisation: Codec = {
  write: (slug, { agencies }) => {
    const known = agencies.get(String(slug))?.document;
    return {
      "@id": agencyIri(String(slug)),
      "@type": "cv:PublicOrganisation",
      "dct:identifier": slug,
      "skos:prefLabel": languageStrings(known?.name ?? {}),
      "dct:spatial": [{ "@id": known?.state === undefined ? "vu:country/MX" : `vu:state/${known.state}` }],
    };
  },
  read: (raw) => plainText.read(at(raw, "dct:identifier") as Json),
};

/** Roles of those who answer for a program: its `cv:hasCompetentAuthority`, which the profile wants at least one of. */
const ANSWERABLE = ["competent_authority", "administrator", "executing_agency"];

export function authoritiesOf(
  agencies: readonly { readonly agency: string; readonly role: string }[],
): readonly object[] {
  const answerable = agencies.filter(({ role }) => ANSWERABLE.includes(role));
  const slugs = (answerable.length > 0 ? answerable : agencies.slice(0, 1)).map(({ agency }) => agency);
  return [...new Set(slugs)].map((slug) => ({ "@id": agencyIri(slug) }));
}

export const participations = listOf(
  objectOf(
    [
      field("cv:hasParticipant", "agency", organisation),
      field("cv:role", "role", conceptOf("agency-role", AGENCY_ROLES)),
      field("dct:description", "roleAsStated", languageTexts),
      note,
    ],
    { "@type": "cv:Participation" },
  ),
);

export const collection: Codec = {
  write: (slug, { catalogs }) => ({
    "@id": `vu:catalog/${slug}`,
    "@type": "skos:Collection",
    "dct:identifier": slug,
    "skos:prefLabel": languageStrings(catalogs.get(String(slug))?.document.name ?? {}),
  }),
  read: organisation.read,
};

const PLACES = { state: conceptOf("state", {}), municipality: conceptOf("municipality", {}) } as const;

/** The places of a jurisdiction: the state (ISO 3166-2) and the municipality (INEGI). */
export const places: Codec = {
  write(value, about) {
    const found = Object.entries(PLACES).flatMap(([key, as]) => as.write(at(value, key), about) ?? []);
    return found.length === 0 ? undefined : found;
  },
  read(raw) {
    const list = Array.isArray(raw) ? raw : [raw];
    const found = Object.entries(PLACES).flatMap(([key, as]) =>
      list.flatMap((one) => {
        const code = as.read(one as Json);
        return code === undefined ? [] : [[key, code] as const];
      }),
    );
    return found.length === 0 ? undefined : Object.fromEntries(found);
  },
};

export const requirements = everyOf(
  objectOf(
    [
      identifier("id"),
      field("dct:description", "text", languageTexts),
      field("dct:type", "role", conceptOf("requirement-role", REQUIREMENT_ROLES)),
      basis,
      field("vu:rule", "rule", asItIs),
      note,
      field("cv:isDerivedFrom", "cite", cited),
    ],
    { "@type": "cv:Requirement" },
  ),
);

export const evidence = listOf(
  objectOf(
    [
      identifier("id"),
      field("cv:evidenceTypeClassification", "text", {
        write: (value, about) => ({ "@type": "skos:Concept", "skos:prefLabel": languageTexts.write(value, about) }),
        read: (raw) => languageTexts.read(at(raw, "skos:prefLabel") as Json),
      }),
      basis,
      field("dct:source", "cite", cited),
    ],
    { "@type": "cv:EvidenceType" },
  ),
);
