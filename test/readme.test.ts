import { access, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
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

const inFolder = async (folder: string) =>
  (await readdir(join(PACKAGE_ROOT, folder))).filter((name) => name.endsWith(".md")).map((name) => join(folder, name));
const PAGES = (await Promise.all(["", "docs", "docs/guide"].map(inFolder))).flat();
const pageOf = (path: string) => readFile(join(PACKAGE_ROOT, path), "utf8");
/** The README and the pages it leads to that show how to ask. */
const GUIDE = await Promise.all(["README.md", ...(await inFolder("docs/guide"))].map(pageOf));

describe("the README and the guide", () => {
  it("show queries and the very answers they get", async () => {
    const examples = GUIDE.flatMap((page) => [...page.matchAll(/```graphql\n([\s\S]*?)```\s+```json\n([\s\S]*?)```/g)]);
    expect(examples).toHaveLength(8);
    const gateway = await startTestGateway();
    for (const [, query = "", answer = ""] of examples) {
      const { data, errors } = await gateway.ask(query);
      expect({ data, ...(errors ? { errors } : {}) }).toEqual(JSON.parse(answer));
    }
    await gateway.close();
  });

  it("tell one application from profile to closing, and one change, each step with the very answer it gets", async () => {
    const steps = (await Promise.all(["docs/guide/applying.md", "docs/guide/publishing.md"].map(pageOf))).flatMap(
      stepsIn,
    );
    expect(steps.length).toBeGreaterThan(10);
    const gateway = await startTestGateway({}, { now: () => new Date("2026-11-24T18:00:00Z") });
    const answers = await tellStory(gateway, steps, PEOPLE);
    expect(answers).toEqual(steps.map(({ answer }) => answer));
    await gateway.close();
  });

  it("stay short enough to be read: the README within 300 lines", () => {
    expect(GUIDE[0]?.split("\n").length).toBeLessThan(300);
  });
});

describe("every page", () => {
  it("names only npm scripts that exist", async () => {
    const { scripts } = JSON.parse(await pageOf("package.json"));
    for (const path of PAGES) {
      const named = [...(await pageOf(path)).matchAll(/npm run (?:--silent )?(\w[\w:-]*)/g)].map(([, name]) => name);
      expect([path, named.filter((name) => name !== undefined && !(name in scripts))]).toEqual([path, []]);
    }
  });

  it("leads only to files and headings that there are", async () => {
    const lost: string[] = [];
    for (const path of PAGES) {
      const page = await pageOf(path);
      for (const [, file = "", heading] of page.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)/g)) {
        const to = file === "" ? path : join(dirname(path), file);
        const there = await access(join(PACKAGE_ROOT, to)).then(
          () => true,
          () => false,
        );
        if (!there || (heading !== undefined && !headingsIn(await pageOf(to)).includes(heading)))
          lost.push(`${path} → ${file}#${heading ?? ""}`);
      }
    }
    expect(lost).toEqual([]);
  });
});

/** The anchors that headings get where Markdown is shown. */
function headingsIn(page: string): readonly string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
