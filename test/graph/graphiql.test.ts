import { Kind, parse } from "graphql";
import type { Browser, Page } from "playwright-core";
import { EXAMPLE_QUERIES, type ExampleQuery } from "../../src/graph/example-queries.js";
import { itInBrowser } from "../kit/browser.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

/** Longest to wait for something to show on the page, in milliseconds. */
const PATIENCE = 60_000;
/** How often the button is pressed before giving up. */
const PRESSES = 4;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

describe("the example queries", () => {
  it.each(EXAMPLE_QUERIES)("are valid and answered without errors: $title", async ({ query }) => {
    const { data, errors } = await gateway.ask(query);
    expect(errors).toBeUndefined();
    for (const answer of Object.values<{ totalCount?: number } | null>(data)) {
      expect(answer).not.toBeNull();
      expect(answer?.totalCount).not.toBe(0);
    }
  });

  it("have one operation each, all of different names", () => {
    const names = EXAMPLE_QUERIES.map(operationName);
    expect(new Set(names).size).toBe(names.length);
  });

  it("show programs of the municipality first, and a program before and after its end", async () => {
    const { programs } = await gateway.read(exampleOf("CercaDeMi"));
    expect(programs.nodes[0].jurisdiction.municipality.name).toBe("Querétaro");
    const { en2010, hoy } = await gateway.read(exampleOf("EnElTiempo"));
    expect([en2010.status.code, hoy.status.code]).toEqual(["ACTIVE", "ENDED"]);
  });
});

describe("the page at /graphql", () => {
  itInBrowser("opens on the example queries, runs one, and speaks to nobody but the gateway", async (browser) => {
    const { page, seen } = await visit(browser, "es-MX");
    expect(await page.title()).toBe("Ventanilla única");

    const tabs = page.locator(".graphiql-tab-button");
    expect(await tabs.allTextContents()).toEqual(EXAMPLE_QUERIES.map(operationName));
    for (const example of [...EXAMPLE_QUERIES].reverse()) {
      await tabs.getByText(operationName(example), { exact: true }).click();
      await page.locator(".graphiql-query-editor .view-lines", { hasText: example.title }).waitFor();
    }
    await executeAndSee(page, '"name": "Programa para mujeres"');

    expect(seen).toEqual({ elsewhere: [], complaints: [] });
  });

  itInBrowser("answers in the language of the browser, and is still the page when loaded again", async (browser) => {
    const { page, seen } = await visit(browser, "en-US");
    await page.locator(".graphiql-query-editor .view-lines").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("# mine");
    const edited = page.locator(".graphiql-query-editor .view-lines", { hasText: "# mine" });
    await edited.waitFor();
    // The page writes down what is typed half a second after the typing has paused, and shows nothing of it.
    await page.waitForTimeout(2_000);
    await page.reload();
    await edited.waitFor();
    await executeAndSee(page, '"name": "Program for women"');

    expect(seen).toEqual({ elsewhere: [], complaints: [] });
  });
});

/** Opens the page, noting every request that leaves the gateway and everything the browser complains about. */
async function visit(browser: Browser, locale: string) {
  const context = await browser.newContext({ locale, viewport: { width: 1440, height: 1100 } });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const seen = { elsewhere: [] as string[], complaints: [] as string[] };
  context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!["blob:", "data:"].includes(protocol) && origin !== gateway.url) seen.elsewhere.push(request.url());
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.complaints.push(message.text());
  });
  page.on("pageerror", (error) => seen.complaints.push(error.message));
  await page.goto(`${gateway.url}/graphql`);
  await page.locator(".graphiql-query-editor .view-lines", { hasText: EXAMPLE_QUERIES[0]!.title }).waitFor();
  return { page, seen };
}

/**
 * Presses the button until the answer shows. A script presses within a few milliseconds of a change in the editor, which GraphiQL
 * takes in after a pause; like a person, it presses again when nothing has come of it.
 */
async function executeAndSee(page: Page, answer: string): Promise<void> {
  const shown = page.locator(".result-window", { hasText: answer });
  for (let attempt = 1; ; attempt++) {
    await page.getByRole("button", { name: /^Execute query/ }).click();
    try {
      await shown.waitFor({ timeout: PATIENCE / PRESSES });
      return;
    } catch (error) {
      const result = await page.locator(".result-window").textContent();
      if (attempt === PRESSES) throw new Error(`the answer did not show; the page shows: ${result}`, { cause: error });
    }
  }
}

function operationName({ query }: ExampleQuery): string {
  const names = parse(query).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? "unnamed"] : [],
  );
  expect(names).toHaveLength(1);
  return names[0]!;
}

function exampleOf(name: string): string {
  return EXAMPLE_QUERIES.find((example) => operationName(example) === name)!.query;
}
