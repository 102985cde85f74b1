import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../src/platform/package-root.js";
import { startTestGateway } from "./kit/gateway.js";
import { stepsIn, tellStory } from "./kit/tell-story.js";

/** Who the story's people are, as its text makes their tokens. */
const PEOPLE = {
  lupe: { role: "agency_editor", sub: "lupe", agency: "ichmujer" },
  iris: { role: "agency_reviewer", sub: "iris", agency: "ichmujer" },
  olga: { role: "agency_approver", sub: "olga", agency: "ichmujer" },
  rosa: { role: "business", sub: "rosa" },
} as const;

describe("the README", () => {
  it("shows queries and the very answers they get", async () => {
    const readme = await readFile(join(PACKAGE_ROOT, "README.md"), "utf8");
    const examples = [...readme.matchAll(/```graphql\n([\s\S]*?)```\s+```json\n([\s\S]*?)```/g)];
    expect(examples).toHaveLength(8);
    const gateway = await startTestGateway();
    for (const [, query = "", answer = ""] of examples) {
      const { data, errors } = await gateway.ask(query);
      expect({ data, ...(errors ? { errors } : {}) }).toEqual(JSON.parse(answer));
    }
    await gateway.close();
  });

  it("tells one application from profile to closing, each step with the very answer it gets", async () => {
    const readme = await readFile(join(PACKAGE_ROOT, "README.md"), "utf8");
    const steps = stepsIn(readme);
    expect(steps.length).toBeGreaterThan(10);
    const gateway = await startTestGateway({}, { now: () => new Date("2026-11-24T18:00:00Z") });
    const answers = await tellStory(gateway, steps, PEOPLE);
    expect(answers).toEqual(steps.map(({ answer }) => answer));
    await gateway.close();
  });

  it("names only npm scripts that exist", async () => {
    const readme = await readFile(join(PACKAGE_ROOT, "README.md"), "utf8");
    const { scripts } = JSON.parse(await readFile(join(PACKAGE_ROOT, "package.json"), "utf8"));
    const named = [...readme.matchAll(/npm run (?:--silent )?(\w[\w:-]*)/g)].map(([, name]) => name);
    expect(named.filter((name) => name !== undefined && !(name in scripts))).toEqual([]);
  });
});
