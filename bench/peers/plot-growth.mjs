/** Draws the results of `npm run bench:growth`: node plot-growth.mjs growth.json growth.svg */
import { readFile, writeFile } from "node:fs/promises";
import * as vega from "vega";
import { compile } from "vega-lite";

const [, , from, to] = process.argv;
const { cells, machine } = JSON.parse(await readFile(from, "utf8"));
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const values = cells
  .filter(({ outcomes }) => outcomes.length > 0)
  .map(({ programs, processes, kept, question, outcomes }) => ({
    programs,
    question,
    server: `${kept}, ${processes} ${processes === 1 ? "process" : "processes"}`,
    rate: median(outcomes.map(({ perSecond }) => perSecond)),
  }))
  // Where every answer failed there is no rate to draw.
  .filter(({ rate }) => rate > 0);

const { spec } = compile({
  title: { text: "Requests a second as the catalog grows", subtitle: machine, anchor: "start" },
  background: "white",
  data: { values },
  facet: { column: { field: "question", sort: ["list", "detail", "search", "eligibility"], title: null } },
  spec: {
    width: 200,
    height: 240,
    mark: { type: "line", point: true },
    encoding: {
      x: {
        field: "programs",
        type: "quantitative",
        scale: { type: "log" },
        title: "programs",
        axis: { values: [...new Set(values.map(({ programs }) => programs))], format: "~s" },
      },
      y: { field: "rate", type: "quantitative", scale: { type: "log" }, title: "requests/s" },
      color: { field: "server", title: "answer" },
    },
  },
});
const view = new vega.View(vega.parse(spec), { renderer: "none" });
await writeFile(to, `${await view.toSVG()}\n`);
