import { Presets, SingleBar } from "cli-progress";

const PLAIN_EVERY = 10_000;
const MEBI = 2 ** 20;

export interface ScreenProgress {
  start(size: number, from: number): void;
  update(bytes: number, rows: number): void;
  stop(): void;
}

/** How far a screening is, how fast, and how long it will take: a bar on a terminal, a line now and then elsewhere. */
export function createProgress(out: NodeJS.WriteStream): ScreenProgress {
  let size = 1;
  let from = 0;
  let firstRows: number | undefined;
  let begun = performance.now();
  let told = begun;
  const bar = out.isTTY
    ? new SingleBar(
        {
          stream: out,
          format: "{bar} {percentage} % · {rows} filas/rows · {rate}/s · faltan/left {eta_formatted}",
          hideCursor: true,
        },
        Presets.shades_classic,
      )
    : undefined;
  const rate = (rows: number) => {
    firstRows ??= rows;
    return Math.round((rows - firstRows) / Math.max((performance.now() - begun) / 1000, 0.001));
  };
  return {
    start(total, offset) {
      [size, from] = [Math.max(total, 1), offset];
      begun = performance.now();
      told = begun;
      bar?.start(size, from, { rows: 0, rate: 0 });
      if (offset > 0 && bar === undefined)
        out.write(`Se continúa en / goes on at ${Math.floor((100 * offset) / size)} %\n`);
    },
    update(bytes, rows) {
      const now = performance.now();
      const speed = rate(rows);
      bar?.update(bytes, { rows: rows.toLocaleString("en-US"), rate: speed.toLocaleString("en-US") });
      if (bar !== undefined || now - told < PLAIN_EVERY) return;
      told = now;
      const left = ((size - bytes) * (now - begun)) / Math.max(bytes - from, 1) / 1000;
      out.write(
        `${Math.floor((100 * bytes) / size)} % · ${rows.toLocaleString("en-US")} filas/rows · ${speed.toLocaleString("en-US")}/s · ${Math.round(bytes / MEBI)} MiB · faltan/left ${Math.ceil(left)} s\n`,
      );
    },
    stop() {
      bar?.stop();
    },
  };
}
