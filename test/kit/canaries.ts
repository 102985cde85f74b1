/** A made-up person's identifiers and figures that stand nowhere else: what must not be found where anybody watches. */
export const PERSON = {
  curp: "HEGG560427MVZRRL04",
  rfc: "GODE561231GR8",
  email: "canario.uno@ejemplo.mx",
  sales: "7654321.12",
  municipality: "29057",
} as const;

/** What the firms of most tests say of a person where they write freely. Nothing finds such words by their form, as it finds an RFC. */
export const SAID = {
  ...PERSON,
  name: "Persona Canaria Inexistente",
  phone: "614 555 0137",
} as const;
export const IN_WORDS = `Pregunten por ${SAID.name} (${SAID.rfc}, ${SAID.curp}), ${SAID.phone}, ${SAID.email}.`;

/** Somebody else who is made up: what random commands write wherever they may, also where identifiers are kept as they were typed. */
export const STRANGER = {
  curp: "BOXW310820HNERXN09",
  rfc: "FUNK671228PH6",
  email: "canario.dos@ejemplo.mx",
  sales: "8765432.19",
  municipality: "29057",
} as const;

/** What the whole run of tests is looked through for: see `watch/`. */
export const OF_THE_SUITE: readonly string[] = [SAID.name, SAID.phone, SAID.rfc, SAID.curp, SAID.email];

export const CANARIES: readonly string[] = [...Object.values(PERSON), "7654321", "canario"];
export const STRANGERS: readonly string[] = [...Object.values(STRANGER), "8765432", "canario"];

/** Which of them stand in a text. */
export const found = (text: string) => [...CANARIES, ...STRANGERS].filter((canary) => text.includes(canary));

/** Operations that carry them as variables, as literals, as a name and where they do not belong. */
export const TELLING: readonly (readonly [query: string, variables?: object])[] = [
  [
    "query Dictamen($profile: ProfileInput!) { checkEligibility(profile: $profile) { results(first: 2) { nodes { verdict { code } } } } }",
    {
      profile: {
        curp: PERSON.curp,
        workers: 8,
        annualSalesMxn: PERSON.sales,
        municipality: PERSON.municipality,
        ownerGroups: ["INDIGENOUS"],
      },
    },
  ],
  [
    `{ checkEligibility(profile: { curp: "${PERSON.curp}", annualSalesMxn: "${PERSON.sales}" }) { results(first: 2) { totalCount } } }`,
  ],
  [`{ programs(search: "${PERSON.email}", first: 2) { totalCount nodes { slug } } }`],
  [`query De_${PERSON.rfc} { programs(search: "${PERSON.rfc}", first: 1) { totalCount } }`],
  [`{ program(slug: "${PERSON.rfc}") { name } }`],
  ["query ($slug: String!) { program(slug: $slug) { name } }", { slug: PERSON.email }],
  ["query ($first: Int) { programs(first: $first) { totalCount } }", { first: PERSON.rfc }],
  [`{ programs(first: "${PERSON.rfc}") { totalCount } }`],
  [`{ programas(correo: "${PERSON.email}") }`],
];
