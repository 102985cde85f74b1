import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { loadReferenceTables } from "../../src/reference/tables.js";
import { type Question, question } from "./questions.js";

const PROFILES = 64;
const PAGE = "program { slug name description agencies { agency { slug name } } }";

const CHECK = `query Check($profile: ProfileInput!) { checkEligibility(profile: $profile) {
  counts { verdict { code } count }
  results(first: 20) { nodes { verdict { code } summary ${PAGE} } } } }`;
const PLAIN_LIST = `query Plain { programs(first: 20) { nodes { ${PAGE.replace(/^program \{ | \}$/g, "")} } } }`;
const SEARCH = `query Search($search: String!) { programs(search: $search, first: 10) { nodes { slug name } } }`;
const SEARCHES = ["credito mujeres chihuahua", "exportar calzado", "capacitacion tecnologica", "fondo pime"];

/** What only our schema can be asked, and the plain list that eligibility is held against: the same page of the same programs. */
export async function ownQuestions() {
  const { municipalities } = await loadReferenceTables(join(PACKAGE_ROOT, "seeds/reference"));
  const profiles = Array.from({ length: PROFILES }, (_one, index) => ({
    municipality: municipalities[(index * 37) % municipalities.length]?.code,
    workers: 1 + ((index * 7) % 250),
    annualSalesMxn: String(100_000 * (1 + ((index * 13) % 900))),
    scian: ["316211", "332710", "541510", "311812"][index % 4],
    formal: index % 3 !== 0,
    exportOriented: index % 2 === 0,
    ownerGender: index % 2 === 0 ? "FEMALE" : "MALE",
  }));
  return {
    list: question("ours", "list"),
    detail: question("ours", "detail"),
    search: { query: SEARCH, variables: SEARCHES.map((search) => ({ search })) },
    eligibility: { query: CHECK, variables: profiles.map((profile) => ({ profile })) },
    "plain list": { query: PLAIN_LIST, variables: [{}] },
  } satisfies Readonly<Record<string, Question>>;
}
export type OwnQuestion = keyof Awaited<ReturnType<typeof ownQuestions>>;
