import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../../src/platform/package-root.js";
import type { Format } from "../../../src/programs/formats/format.js";
import { FORMATS } from "../../../src/programs/formats/index.js";

/** What the page must say of a form: its addresses, its media type, and every part that it cannot carry. */
function sectionOf({ name, mediaType, addresses, cannot }: Format): string {
  const [type] = mediaType.split(";");
  const gaps = cannot.map(({ path, en }) => `- \`${path}\`: ${en}`);
  const lost = gaps.length === 0 ? ["Carries everything."] : ["Cannot carry:", "", ...gaps];
  return [`## ${name.en}`, "", `\`${addresses.all}\`, \`${addresses.one}\` · \`${type}\``, "", ...lost].join("\n");
}

describe("the README", () => {
  it("names where all programs are in each form", async () => {
    const readme = await readFile(join(PACKAGE_ROOT, "README.md"), "utf8");
    for (const { addresses } of Object.values<Format>(FORMATS)) expect(readme).toContain(`\`${addresses.all}\``);
  });
});

describe("docs/formats.md", () => {
  it("says of each form where it is, what it is, and exactly what it cannot carry", async () => {
    const page = await readFile(join(PACKAGE_ROOT, "docs", "formats.md"), "utf8");
    const sections = Object.values<Format>(FORMATS).map(sectionOf);
    expect(page.match(/^## .*$/gm)).toEqual(Object.values(FORMATS).map(({ name }) => `## ${name.en}`));
    for (const section of sections) expect(page).toContain(`${section}\n`);
    const gaps = Object.values<Format>(FORMATS).reduce((sum, { cannot }) => sum + cannot.length, 0);
    expect(page.match(/^- `[\w.]+`: /gm)).toHaveLength(gaps);
  });
});
