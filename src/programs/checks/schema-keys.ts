import type { z } from "zod";

/** What is read of a schema's own definition to find the names a place allows. */
interface Definition {
  readonly type: string;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly getter?: () => Schema;
  readonly options?: readonly Schema[];
  readonly element?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
}
type Schema = z.core.$ZodType;
type Path = readonly PropertyKey[];

/** The names of the fields that may stand at a place. */
export function keysAt(schema: Schema, path: Path): readonly string[] {
  return [...new Set(formsAt(schema, path).flatMap(({ shape }) => Object.keys(shape ?? {})))];
}

/** The kinds of a rule or an amount that may stand at a place, in the order of the shape; none where no such thing stands. */
export function kindsAt(schema: Schema, path: Path): readonly string[] {
  const forms = formsAt(schema, path);
  const kinds = forms.flatMap(({ shape }) => Object.keys(shape ?? {}));
  return forms.length > 3 && kinds.length === forms.length ? kinds : [];
}

function formsAt(schema: Schema, path: Path): readonly Definition[] {
  const [key, ...rest] = path;
  const forms = formsOf(schema);
  if (key === undefined) return forms;
  return forms.flatMap(({ element, shape }) => {
    const inside = typeof key === "number" ? element : shape?.[String(key)];
    return inside === undefined ? [] : formsAt(inside, rest);
  });
}

/** The forms a value may have: wrappers taken off, unions taken apart. */
function formsOf(schema: Schema): readonly Definition[] {
  const definition = schema._zod.def as unknown as Definition;
  const { innerType, options, getter } = definition;
  if (options !== undefined) return options.flatMap(formsOf);
  if (getter !== undefined) return formsOf(getter());
  if (innerType !== undefined) return formsOf(innerType);
  if (definition.in !== undefined) return formsOf(definition.in);
  return [definition];
}
