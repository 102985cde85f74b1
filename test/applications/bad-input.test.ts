import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildSchema, getNamedType, parse } from "graphql";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { BEARERS } from "../kit/case-file.js";
import { type Answer, startTestGateway, type TestGateway } from "../kit/gateway.js";
import { stateOf } from "../kit/whole-store.js";
import { type Good, goodInputs } from "./hostile/good-inputs.js";
import { type Fault, faultsOf, MARK, withFault } from "./hostile/values.js";

const sdlOf = (name: string) => readFile(join(PACKAGE_ROOT, "schema", `${name}.graphql`), "utf8");
const SCHEMA = buildSchema(await sdlOf("ventanilla"));
const MUTATIONS = SCHEMA.getMutationType()?.getFields() ?? {};
/** The mutations on firms and applications, as their own modules publish them. */
const OURS = (
  await Promise.all(
    ["businesses", "applications"].map(async (module) =>
      parse(await sdlOf(`subgraph-${module}`)).definitions.flatMap((definition) =>
        "name" in definition && definition.name?.value === "Mutation" && "fields" in definition
          ? (definition.fields ?? []).map(({ name }) => name.value)
          : [],
      ),
    ),
  )
).flat();

let gateway: TestGateway;
let good: Readonly<Record<string, () => Promise<Good>>>;
let tried = 0;
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => new Date("2026-11-24T18:00:00Z") });
  good = goodInputs(gateway);
});
afterAll(() => gateway.close());

const inputTypeOf = (mutation: string) => getNamedType(MUTATIONS[mutation]?.args[0]?.type ?? fail(mutation)).name;

function fail(mutation: string): never {
  throw new Error(`${mutation} takes no input`);
}

function send(mutation: string, who: Good["who"], input: object): Promise<Answer> {
  const scalar = /^(Boolean|\[)/.test(String(MUTATIONS[mutation]?.type));
  const result = String(MUTATIONS[mutation]?.type).startsWith("[") ? "{ code }" : scalar ? "" : "{ __typename }";
  return gateway
    .as(BEARERS[who])
    .ask(`mutation ($input: ${inputTypeOf(mutation)}!) { ${mutation}(input: $input) ${result} }`, { input });
}

/** A file's name is not refused for these: they are taken out of it, or it is cut. */
const MADE_SAFE = /without width|joiner|show nothing|ten thousand|twenty thousand/;

const withKey = (input: object) => ({ clientMutationId: randomUUID(), ...input });

/** What is wrong with the answer to a fault; nothing, when it is refused as promised. */
function wrongWith({ what, path, value }: Fault, mutation: string, { data, errors }: Answer): string | undefined {
  const say = (wrong: string) => `${path}, ${what}: ${wrong} (${JSON.stringify(errors ?? data).slice(0, 300)})`;
  const text = JSON.stringify({ data, errors });
  if (Buffer.byteLength(text) > 8_192) return say("the answer is long");
  if (text.includes(MARK)) return say("the value comes back");
  if (path === "input.version" && Number.isInteger(value) && Number(value) < 2 ** 31) {
    return /VersionStale$/.test(data?.[mutation]?.__typename) ? undefined : say("not told that the version is stale");
  }
  const [error] = errors ?? [];
  if (error === undefined) return say("not refused");
  const { code, field } = error.extensions as { code: string; field?: string };
  if (code !== "BAD_USER_INPUT" && !(code === "NOT_FOUND" && /Id$/.test(path))) return say("another code");
  const named =
    field !== undefined &&
    (path.startsWith(field) || field.startsWith(path)) &&
    (field !== "input" || path === "input");
  return named ? undefined : say("the field is not named");
}

describe("every mutation on firms and applications", () => {
  it("is among those tried here", () => {
    expect(Object.keys(good).sort()).toEqual([...OURS].sort());
    expect(OURS.length).toBeGreaterThan(30);
  });
});

describe("a command with one fault is refused with the field at fault, without an echo, and writes nothing", () => {
  it.each(OURS)(
    "%s",
    async (mutation) => {
      const made = await good[mutation]?.();
      if (made === undefined) throw new Error(`no good input for ${mutation}`);
      const input = withKey(made.input);
      const faults = faultsOf(SCHEMA, inputTypeOf(mutation), input).filter(
        ({ path, what }) => path !== "input.clientMutationId" && !(path === "input.fileName" && MADE_SAFE.test(what)),
      );
      const before = await stateOf(gateway.database);
      const wrong: string[] = [];
      for (let at = 0; at < faults.length; at += 6) {
        const some = faults.slice(at, at + 6);
        const answers = await Promise.all(
          some.map((fault) => send(mutation, made.who, { ...withFault(input, fault), clientMutationId: randomUUID() })),
        );
        wrong.push(...some.flatMap((fault, index) => wrongWith(fault, mutation, answers[index] as Answer) ?? []));
      }
      expect(wrong).toEqual([]);
      expect(await stateOf(gateway.database)).toEqual(before);
      tried += faults.length;
      // Without the fault the same command is done: it was the fault that was refused.
      const { data, errors } = await send(mutation, made.who, input);
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).toMatch(/(Changed|Prepared)"|true|"code"/);
    },
    120_000,
  );

  it("was tried with well over two thousand faults", () => {
    expect(tried).toBeGreaterThan(2_000);
  });
});
