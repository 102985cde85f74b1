import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { manifest } from "./lock.js";

const FOLDER = join(PACKAGE_ROOT, ".github/workflows");
const workflows = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(join(FOLDER, file), "utf8");
  return { file, text, content: parse(text) };
});

describe("each workflow of the repository", () => {
  it.each(workflows)("$file names every action by its commit, with the version beside it", ({ text }) => {
    const uses = [...text.matchAll(/uses:\s*(.*)/g)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it.each(workflows)("$file may read the repository and nothing else, and is given no secret", ({ text, content }) => {
    expect(content.permissions).toEqual({ contents: "read" });
    expect(Object.values<object>(content.jobs).filter((job) => "permissions" in job)).toEqual([]);
    expect(text).not.toMatch(/secrets\.|pull_request_target|workflow_run/);
  });
});

describe("the workflow for every change", () => {
  it("runs what any machine runs to trust the tree, with the major version of Node that the project is developed with", () => {
    const { jobs } = parse(readFileSync(join(FOLDER, "ci.yml"), "utf8"));
    const { container, steps } = jobs.check;
    expect(steps.flatMap(({ run }: { run?: string }) => run ?? [])).toEqual([".ci/run"]);
    const major = Number.parseInt(manifest.devDependencies.node, 10);
    expect(container.image).toBe(`node:${major}-bookworm`);
  });
});
