type Callable = (...args: unknown[]) => unknown;
type Constructor = new (...args: unknown[]) => object;

/** Callable and constructible, and without any property that a proxy would have to show: bound functions have none. */
const TARGET = function () {
  return undefined;
}.bind(undefined);

/**
 * Stands for the exports of a CommonJS module, and loads it as soon as somebody looks into them, calls or constructs
 * them.
 *
 * @param load - is asked each time, and always gives the same.
 */
export function standInFor(load: () => object): object {
  return new Proxy(TARGET, {
    get: (_target, name) => property(load, name),
    set: (_target, name, value) => Reflect.set(load(), name, value),
    has: (_target, name) => name in load(),
    ownKeys: () => Reflect.ownKeys(load()),
    getPrototypeOf: () => Reflect.getPrototypeOf(load()),
    getOwnPropertyDescriptor: (_target, name) => {
      const found = Reflect.getOwnPropertyDescriptor(load(), name);
      return found === undefined ? undefined : { ...found, configurable: true };
    },
    apply: (_target, self, args) => Reflect.apply(load() as Callable, self, args),
    construct: (_target, args, derived) => Reflect.construct(load() as Constructor, args, derived) as object,
  });
}

/**
 * What TypeScript compiles an import to asks for `__esModule`, and would else copy all properties. Whoever imports the
 * default of a CommonJS module means the whole of it.
 */
function property(load: () => object, name: string | symbol): unknown {
  if (name === "__esModule") return true;
  const module = load();
  return name === "default" && !("default" in module) ? module : Reflect.get(module, name);
}
