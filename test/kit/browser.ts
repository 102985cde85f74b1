import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM_PATH || "/usr/bin/chromium";

/** Longest a test in the browser may take: the page is 9 MB of script and machines that run tests are busy. */
const TIMEOUT = 120_000;

/**
 * A test that needs a real browser. Where Chromium is missing it fails on CI; elsewhere it is
 * reported as skipped, with a warning that says so and how to have it run.
 */
export function itInBrowser(name: string, test: (browser: Browser) => Promise<void>): void {
  if (existsSync(EXECUTABLE)) {
    it(name, () => withBrowser(test), TIMEOUT);
    return;
  }
  const reason = `THE BROWSER TEST «${name}» WAS NOT RUN: there is no Chromium at ${EXECUTABLE}. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.`;
  if (process.env.CI) {
    it(name, () => {
      throw new Error(reason);
    });
    return;
  }
  // biome-ignore lint/suspicious/noConsole: a test that is not run must not go unnoticed
  console.warn(reason);
  // biome-ignore lint/suspicious/noSkippedTests: said aloud above, and a failure on CI
  it.skip(name, () => {});
}

/** A browser that keeps to this machine: it finds no other host, whatever a page or the browser itself asks for. */
async function withBrowser(test: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
  try {
    await test(browser);
  } finally {
    await browser.close();
  }
}
