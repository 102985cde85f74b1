import type { Readable } from "node:stream";

/** How long a body may take, in milliseconds. */
export interface Patience {
  /** Between two pieces. */
  readonly pause: number;
  /** From the first to the last. */
  readonly whole: number;
}

/** 10 MiB in two minutes is 0.7 Mbit/s: less than the slowest mobile networks in use give. */
export const UPLOAD_PATIENCE: Patience = { pause: 10_000, whole: 120_000 };

export class TooSlow extends Error {
  constructor() {
    super("the body took too long");
    this.name = "TooSlow";
  }
}

/** The pieces of a body for as long as patience lasts; throws `TooSlow` then. The body itself is left open, so that it can be answered. */
export async function* patiently(body: Readable, { pause, whole }: Patience): AsyncGenerator<Uint8Array> {
  const pieces = body.iterator({ destroyOnReturn: false });
  const end = performance.now() + whole;
  try {
    for (;;) {
      const next = await within(pieces.next(), Math.min(pause, end - performance.now()));
      if (next.done) return;
      yield next.value as Uint8Array;
    }
  } finally {
    // A piece that is still awaited would hold this up; nobody waits for either.
    pieces.return?.().catch(() => {});
  }
}

async function within<T>(work: Promise<T>, patience: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooSlow()), Math.max(0, patience));
  });
  // Whoever is too late may still fail, with no one left to hear it.
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
