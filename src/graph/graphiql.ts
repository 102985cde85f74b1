import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { EXAMPLE_QUERIES } from "./example-queries.js";

const TITLE = "Ventanilla única";
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="#9f2241" stroke-width="2"><path d="M4 21V10a8 8 0 0 1 16 0v11zM2 21h20M4 14h16M12 2v12"/></svg>`;

/** What GraphiQL is told; anything else stays as it comes. */
const OPTIONS = {
  title: TITLE,
  logo: ICON,
  endpoint: "/graphql",
  defaultTabs: EXAMPLE_QUERIES.map(({ title, query }) => ({ query: `# ${title}\n\n${query}` })),
  defaultEditorToolsVisibility: false,
  shouldPersistHeaders: false,
};

/** GraphiQL 5 moves a tab away while it is pressed (a stale animation), so that the click misses it. */
const STEADY_TABS = ".graphiql-tab { transform: none !important; }";

let page: string | undefined;

/**
 * The page for people at /graphql: GraphiQL with everything it needs inside, nothing fetched from elsewhere,
 * open on the example queries. About 9 MB; made once.
 */
export function renderGraphiql(): string {
  page ??= compose();
  return page;
}

function compose(): string {
  // Loaded here and not above: it takes half a second and 50 MB, and production never shows the page.
  const bundle: typeof import("@graphql-yoga/render-graphiql/graphiql") = createRequire(import.meta.url)(
    "@graphql-yoga/render-graphiql/graphiql",
  );
  const script = `
    const worker = (code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const workers = {
      editorWorkerService: worker(${literal(bundle.editorWorkerService)}),
      json: worker(${literal(bundle.jsonWorker)}),
      graphql: worker(${literal(bundle.graphqlWorker)}),
    };
    self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_module, label) => workers[label] };
    ${bundle.js};
    YogaGraphiQL.renderYogaGraphiQL(document.getElementById("root"), {
      ...${literal(OPTIONS)},
      // Not localStorage: whatever else is developed on this port keeps its tabs there, in place of the examples.
      storage: sessionStorage,
      // Left alone it writes the query into the address, and reloading would ask it in place of showing the page.
      onEditQuery() {},
    });
  `;
  return `<!doctype html>
<html lang="es">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy(script)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${TITLE}</title>
    <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">
    <style>${bundle.css}
${STEADY_TABS}</style>
  </head>
  <body class="no-focus-outline">
    <noscript>Esta página necesita JavaScript. This page needs JavaScript.</noscript>
    <div id="root"></div>
    <script>${script}</script>
  </body>
</html>
`;
}

/** Only this page's own script runs, and it speaks only to the gateway it came from. */
function policy(script: string): string {
  const hash = createHash("sha256").update(script).digest("base64");
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}' blob:`,
    "worker-src blob:",
    "connect-src 'self'",
    "style-src 'unsafe-inline'",
    "font-src data:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** A value as JavaScript that may stand inside a script element. */
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
