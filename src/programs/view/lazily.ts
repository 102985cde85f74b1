/** How each property of a view is made from its source. */
type Makers<Source> = Readonly<Record<string, (source: Source) => unknown>>;
export type LazyView<M extends Makers<never>> = { readonly [Key in keyof M]: ReturnType<M[Key]> };

const SOURCE = Symbol("source");
const MADE = Symbol("made");

/** Views whose properties are made when somebody reads them, and once: most questions ask for few of many. */
export function lazily<Source, M extends Makers<Source>>(makers: M): (source: Source) => LazyView<M> {
  class View {
    readonly [SOURCE]: Source;
    readonly [MADE]: Record<string, unknown> = {};

    constructor(source: Source) {
      this[SOURCE] = source;
    }
  }
  for (const [name, make] of Object.entries(makers)) {
    Object.defineProperty(View.prototype, name, {
      get(this: View) {
        const made = this[MADE];
        if (!Object.hasOwn(made, name)) made[name] = make(this[SOURCE]);
        return made[name];
      },
    });
  }
  return (source) => new View(source) as unknown as LazyView<M>;
}
