import type { Bearer } from "../../../src/graph/identity/development-issuer.js";
import { randomOf } from "../../histories/random.js";
import type { TestGateway } from "../../kit/gateway.js";
import { inLanes } from "../../kit/in-lanes.js";
import { deskOf } from "../../kit/publishing.js";

/** What a firm was told of a program, as it was told, and what it needs to have it told again. */
export interface Decision {
  readonly slug: string;
  readonly receipt: string;
  readonly profile: object;
  readonly told: string;
}

const RESULT = `verdict { code } summary missing { key question } warnings { code text }
  conditions { id role { code } text outcome { code } implied missing checks { fact required outcome { code } given { text } } citations { document line } }`;
const CHECK = `query ($profile: ProfileInput!, $after: String) { checkEligibility(profile: $profile) {
  results(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { program { slug } receipt { token } ${RESULT} } } } }`;
const REPLAY = `query ($receipt: String!, $profile: ProfileInput!) { replayVerdict(receipt: $receipt, profile: $profile) {
  same result { ${RESULT} } } }`;

/** What firms may say of themselves; of each fact some say nothing. */
const FACTS: Readonly<Record<string, readonly unknown[]>> = {
  municipality: ["11020", "08037", "22014", "09015", "14039", "02004"],
  scian: ["316211", "3118", "5415", "3364", "7225", "46"],
  workers: [0, 1, 8, 11, 45, 99, 260, 1_000],
  annualSalesMxn: ["90000", "2500000", "40000000", "300000000"],
  ownerGender: ["FEMALE", "MALE"],
  ownerAge: [17, 22, 35, 61],
  exportOriented: [true, false],
  exporter: [true, false],
  formal: [true, false],
  mexicanFirm: [true, false],
  legalForm: ["PERSONA_FISICA", "PERSONA_MORAL"],
  applicantType: [["FIRM"], ["ENTREPRENEUR"], ["INDIVIDUAL"]],
  wants: [["CREDIT"], ["CREDIT", "TRAINING"]],
  firmAgeYears: ["0", "1.5", "12"],
  isManufacturer: [true, false],
  ownerGroups: [["INDIGENOUS"], ["SINGLE_MOTHER"], ["DISABLED"]],
};

/** A firm that says some of it, the same for the same seed. */
export function firmOf(seed: number): object {
  const random = randomOf(seed);
  return Object.fromEntries(
    Object.entries(FACTS).flatMap(([fact, values]) =>
      random() < 0.6 ? [[fact, values[Math.floor(random() * values.length)]]] : [],
    ),
  );
}

/** Everything that firms are told of all programs, kept as they would keep it. */
export async function decisionsOf(gateway: TestGateway, firms: readonly object[]): Promise<readonly Decision[]> {
  const all = await inLanes(4, firms, async (profile) => {
    const told: Decision[] = [];
    let after: string | null = null;
    do {
      const { results }: { results: Page } = (await gateway.read(CHECK, { profile, after })).checkEligibility;
      for (const { program, receipt, ...result } of results.nodes) {
        told.push({ slug: program.slug, receipt: receipt.token, profile, told: JSON.stringify(result) });
      }
      after = results.pageInfo.hasNextPage ? results.pageInfo.endCursor : null;
    } while (after !== null);
    return told;
  });
  return all.flat();
}

interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly nodes: readonly { readonly program: { slug: string }; readonly receipt: { token: string } }[];
}

/** Decisions that come out otherwise when they are taken again by the edition that was applied: in their verdict, in reasons or in a word. */
export async function differing(gateway: TestGateway, decisions: readonly Decision[]): Promise<readonly string[]> {
  const found = await inLanes(4, decisions, async ({ slug, receipt, profile, told }) => {
    const { same, result } = (await gateway.read(REPLAY, { receipt, profile })).replayVerdict;
    return same === true && JSON.stringify(result) === told ? [] : [`${slug} for ${JSON.stringify(profile)}`];
  });
  return found.flat();
}

/**
 * Publishes another edition of programs, in which what decided first holds for everybody else: by the desks of their own agencies.
 * Programs that nobody runs, or whose change preflight refuses, stay as they are. Gives those that were changed.
 */
export async function publishOtherRules(gateway: TestGateway, slugs: readonly string[]): Promise<readonly string[]> {
  const desk = deskOf(gateway);
  const changed: string[] = [];
  for (const slug of slugs) {
    const [row] = await gateway.database.query<{ agency: string | null; id: string; rule: object }>(
      `select (select a->>'agency' from jsonb_array_elements(document->'agencies') as a
                where a->>'role' in ('administrator', 'competent_authority', 'executing_agency', 'intermediary') limit 1) as agency, r->>'id' as id, r->'rule' as rule
         from program p join program_version v on v.program_id = p.id and v.superseded_at is null,
              jsonb_array_elements(v.document->'requirements') as r
        where p.slug = $1 and r->'rule' is not null and r->>'role' = 'requirement' limit 1`,
      [slug],
    );
    // Some have no rule to change, and some nobody who runs them.
    if (row === undefined || row.agency === null) continue;
    const { agency, id, rule } = row;
    const editor: Bearer = { role: "agency_editor", sub: "editor", agency };
    const gone = Object.fromEntries(Object.keys(rule).map((kind) => [kind, null]));
    const other = { ...gone, all: [{ not: rule }] };
    const drafted = await desk.draft({ [slug]: { requirements: { [id]: { rule: other } } } }, {}, editor);
    const submitted = await desk.send(editor, "submitRevision", { revisionId: drafted.id, version: drafted.version });
    if (submitted.__typename === "RevisionNotReady") continue;
    await desk.done({ role: "agency_approver", sub: "approver", agency }, "approveRevision", submitted.revision);
    changed.push(slug);
  }
  return changed;
}
