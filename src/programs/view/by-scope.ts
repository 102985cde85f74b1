import type { Scope } from "../../graph/reading.js";

/** Scopes of one thing of which the view is remembered. */
const MOST_SCOPES = 8;

/** Makes the view of a thing that never changes once for each language and day, for as long as the thing is held. */
export function byScope<Thing extends object, View>(
  present: (thing: Thing, scope: Scope) => View,
): (thing: Thing, scope: Scope) => View {
  const views = new WeakMap<Thing, Map<string, View>>();
  return (thing, scope) => {
    const known = views.get(thing) ?? new Map<string, View>();
    const name = `${scope.language}${scope.asOf}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const view = present(thing, scope);
    if (known.size >= MOST_SCOPES) known.clear();
    known.set(name, view);
    views.set(thing, known);
    return view;
  };
}
